import Testing

@testable import Running

@Suite("A name that is defined nowhere")
struct MisspellingTests {
    @Test(
        "is probably another one where a finger slipped",
        arguments: [
            ("prinltn", "println"), ("lits", "list"), ("greetnig", "greeting"), ("cuont", "count"),
            ("responce", "response"),
        ])
    func slips(name: String, other: String) {
        #expect(Misspelling.isLikely(name, for: other))
    }

    @Test(
        "is another thing where it differs as names of different things do",
        arguments: [
            ("user", "users"), ("Point", "point"), ("x1", "x2"), ("file1", "file2"), ("foo", "bar"),
            ("key", "kex"),
            ("item", "time2"), ("a", "b"), ("request", "response"), ("left", "lift"),
            ("action1", "actions"), ("action1", "action_1"),
        ])
    func others(name: String, other: String) {
        #expect(!Misspelling.isLikely(name, for: other))
    }

    @Test(
        "is surely another one only where the slip makes no name of its own",
        arguments: [
            ("shop_opne", "shop_open", true), ("shop_oppen", "shop_open", true),
            ("shop_opem", "shop_open", false),
            ("handler", "handle", false), ("xml_getopt", "xml_setopt", false), ("setName", "getName", false),
            ("import", "export", false), ("custemer", "customer", true), ("shop_pen", "shop_open", true),
        ])
    func sure(name: String, other: String, isSlip: Bool) {
        #expect(Misspelling.isSlip(name, of: other) == isSlip)
    }
}
