package import Model

/// Links whose text says nothing of where they lead: "here", "more".
package struct DescriptiveText: Check {
    package static let id = "links.descriptive-text"
    package static let parameters = [
        Parameter(
            "prohibited_texts", .texts,
            standard: .list([.text("click here"), .text("here"), .text("link"), .text("more")]),
            summary: "Texts that no link has; capitals and punctuation do not count.")
    ]

    private let prohibited: Set<String>
    /// A text with more letters than this is none of them.
    private let longest: Int
    /// Whether none of them has a letter beyond ASCII.
    private let areASCII: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        prohibited = Set(parameters.texts("prohibited_texts").map { Self.words(of: $0) })
        longest = prohibited.map(\.utf8.count).max() ?? 0
        areASCII = prohibited.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
    }

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard !prohibited.isEmpty else { return }
        for link in document.links where !link.isImage && link.style != .bare && link.style != .angle {
            let content = document[link.node].content
            guard !content.isEmpty, isShort(document.text.slice(content)) else { continue }
            let label = document.string(content)
            // Code and HTML say more than their letters.
            guard prohibited.contains(Self.words(of: label)),
                !document.children(of: link.node).contains(where: {
                    [.codeSpan, .htmlInline].contains(document[$0].kind)
                })
            else { continue }
            if facts.isInFormula(content, document.text) { continue }
            verdict.add(
                Draft(at: content, Self.says(document.plainText(of: link.node)), subject: label))
        }
    }

    private func isShort(_ label: ArraySlice<UInt8>) -> Bool {
        var count = 0
        for byte in label {
            if ASCII.isLetter(byte) || ASCII.isDigit(byte) {
                count += 1
                if count > longest { return false }
            } else if areASCII, Self.beginsLetter(byte) {
                return false
            }
        }
        return true
    }

    /// Whether what begins with a byte is a letter beyond ASCII for certain: Cyrillic, Chinese, Korean.
    private static func beginsLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xD0, 0xE5...0xE9, 0xEB, 0xEC: true
        default: false
        }
    }

    /// The words of a text in small letters, one space between them.
    private static func words(of text: String) -> String {
        text.unicodeScalars.split { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
            .map { String($0) }.joined(separator: " ").lowercased()
    }

    private static func says(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "`\(words)` does not say where the link leads"
    }
}
