package import Model

extension SnippetMark {
    /// What the words of an info string say, by the conventions of those who read it.
    package init(label: String, attributes: String) {
        self.init()
        for word in InfoWords(attributes) { read(word, label) }
    }

    /// Notes who has said something.
    package mutating func add(_ convention: MarkConvention) {
        if !conventions.contains(convention) { conventions.append(convention) }
    }

    private mutating func read(_ word: InfoWord, _ label: String) {
        switch word.name {
        // rustdoc: the chapter "Documentation tests" of the rustdoc book.
        case "no_run": say(.rustdoc) { $0.level = .build }
        case "should_panic": say(.rustdoc) { $0.failure = ExpectedFailure(by: word.name, .run) }
        case "compile_fail": say(.rustdoc) { $0.failure = ExpectedFailure(by: word.name) }
        case "standalone_crate", "test_harness": say(.rustdoc) { $0.isStandalone = true }
        case "does_not_compile": say(.mdBook) { $0.failure = ExpectedFailure(by: word.name) }
        case "panics": say(.mdBook) { $0.failure = ExpectedFailure(by: word.name, .run) }
        // Doc Detective.
        case "testIgnore": say(.docDetective) { $0.skip = Skip(by: word.name) }
        // pytest-markdown-docs.
        case "notest": say(.pytestMarkdownDocs) { $0.skip = Skip(by: word.name) }
        case "continuation": say(.pytestMarkdownDocs) { $0.continues = true }
        // pytest-examples.
        case "test" where word.value == "skip":
            say(.pytestExamples) { $0.skip = Skip(by: "test=skip") }
        case "requires":
            guard let value = word.value, let version = VersionCondition.numbers(value) else { return }
            say(.pytestExamples) { $0.versions.append(VersionCondition(.atLeast, version)) }
        case "group":
            guard let value = word.value else { return }
            say(.pytestExamples) { $0.session = value }
        // OCaml mdx: the section "Labels" of its README.
        case "env":
            guard let value = word.value else { return }
            say(.ocamlMDX) { $0.session = value }
        case "ignore", "no_check", "skip-test", "skip", "nocheck", "excerpt":
            guard word.value == nil else { return }
            say(label == "rust" || label == "rs" ? .rustdoc : .common) { $0.skip = Skip(by: word.name) }
        case "fails", "invalid", "incorrect", "expect-error", "error":
            guard word.value == nil else { return }
            say(.common) { $0.failure = ExpectedFailure(by: word.name) }
        default: readOther(word, label)
        }
    }

    private mutating func readOther(_ word: InfoWord, _ label: String) {
        let name = word.name
        if name.hasPrefix("edition"), name.utf8.count == 11, Int(name.dropFirst(7)) != nil {
            say(.rustdoc) { $0.edition = String(name.dropFirst(7)) }
        } else if name.hasPrefix("ignore-") {
            say(.rustdoc) { $0.skip = Skip(by: name) }
        } else if name.utf8.count == 5, name.hasPrefix("E"), name.dropFirst().allSatisfy(\.isNumber),
            failure?.word == "compile_fail"
        {
            failure?.errors.append(ExpectedError(code: name))
        } else if label == "jldoctest", session == nil, word.value == nil, word.isFirst {
            say(.documenter) { $0.session = name }
        }
    }

    private mutating func say(_ convention: MarkConvention, _ change: (inout SnippetMark) -> Void) {
        change(&self)
        add(convention)
    }
}

/// A word of an info string, perhaps with a value: `ignore`, `title="a.js"`.
struct InfoWord {
    var name: String
    /// Without quotation marks; nil where there is none.
    var value: String?
    var isFirst: Bool
}

/// The words of what stands behind the language in an info string. White space, commas and braces part them.
struct InfoWords: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var place = 0
    private var isFirst = true

    init(_ attributes: String) { bytes = Array(attributes.utf8) }

    mutating func next() -> InfoWord? {
        while place < bytes.count, Self.parts(bytes[place]) { place += 1 }
        guard place < bytes.count else { return nil }
        defer { isFirst = false }
        let start = place
        while place < bytes.count, !Self.parts(bytes[place]), bytes[place] != UInt8(ascii: "=") { place += 1 }
        let name = String(decoding: bytes[start..<place], as: UTF8.self)
        guard place < bytes.count, bytes[place] == UInt8(ascii: "=") else {
            return InfoWord(name: name, value: nil, isFirst: isFirst)
        }
        place += 1
        return InfoWord(name: name, value: readValue(), isFirst: isFirst)
    }

    private mutating func readValue() -> String {
        if place < bytes.count, "\"'`".utf8.contains(bytes[place]) {
            let quote = bytes[place]
            let start = place + 1
            place = bytes[start...].firstIndex(of: quote) ?? bytes.count
            defer { place = Swift.min(place + 1, bytes.count) }
            return String(decoding: bytes[Swift.min(start, place)..<place], as: UTF8.self)
        }
        let start = place
        while place < bytes.count, !Self.parts(bytes[place]) { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private static func parts(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || ",;{}".utf8.contains(byte)
    }
}

extension VersionCondition {
    /// The numbers of a version such as `5.9.1`; nil for anything else.
    static func numbers(_ text: some StringProtocol) -> [Int]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
        }
        return numbers.isEmpty || numbers.count != parts.count ? nil : numbers
    }
}
