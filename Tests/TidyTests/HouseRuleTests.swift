import Testing

@Suite("The house rules")
struct HouseRuleTests {
    @Test("hold in the whole package", arguments: HouseRule.all)
    func hold(rule: HouseRule) {
        for breach in rule.breaches(.package) { Issue.record("\(breach). \(rule.advice)") }
    }

    @Test("notice what breaks them", arguments: HouseRule.all)
    func notice(rule: HouseRule) {
        #expect(!rule.breaches(Tree(rule.offender)).isEmpty)
    }

    @Test("look at the package and not at an empty folder")
    func package() {
        #expect(Tree.package["Package.swift"] != nil)
        #expect(Tree.package.sources.count > 20)
    }
}
