import Model

/// The check of the rules that the engine itself speaks, about comments and rule pages; it finds nothing.
struct SpokenByEngine: Check {
    static let id = "engine"
    static let formats = Set(DocumentFormat.allCases)

    init(_ parameters: Parameters) throws(Parameters.Mistake) {}
    func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {}
}
