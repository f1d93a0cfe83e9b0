import Testing

@Suite("Examples that others wrote mean what they say they mean")
struct ConformanceTests {
    @Test(
        "the examples of the CommonMark specification",
        .enabled(if: ConformanceSuite.commonMark.isThere(), "DOCENT_CONFORMANCE is not set"))
    func commonMark() throws {
        for failure in try ConformanceSuite.commonMark.failures() { Issue.record("\(failure)") }
    }

    @Test(
        "the extensions in the specification of GitHub Flavored Markdown",
        .enabled(if: ConformanceSuite.gfm.isThere(), "DOCENT_CONFORMANCE is not set"))
    func gfm() throws {
        for failure in try ConformanceSuite.gfm.failures() { Issue.record("\(failure)") }
    }

    @Test(
        "cmark-gfm's own examples of its extensions",
        .enabled(if: ConformanceSuite.cmarkGFM.isThere(), "DOCENT_CONFORMANCE is not set"))
    func cmarkGFM() throws {
        for failure in try ConformanceSuite.cmarkGFM.failures() { Issue.record("\(failure)") }
    }
}
