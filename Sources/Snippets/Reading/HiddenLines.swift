import Model

/// Puts a block's lines together, those included that readers do not see, without the signs that hide them.
struct HiddenLines {
    private(set) var text = SnippetText()
    private(set) var hiddenRanges: [SourceRange] = []
    private let isRust: Bool
    private let isTwoslash: Bool
    /// What hides a line, where the fence says so: mdBook's `hidelines=`.
    private let prefix: [UInt8]?
    /// Twoslash: where what is hidden now began.
    private var hidingFrom: Int?
    /// VitePress: how many further lines are shown as removed.
    private var removed = 0

    init(label: String, attributes: String) {
        isRust = label == "rust" || label == "rs"
        var prefix: [UInt8]?
        var isTwoslash = false
        if !attributes.isEmpty {
            for word in InfoWords(attributes) {
                if word.name == "hidelines", let value = word.value { prefix = Array(value.utf8) }
                if word.name == "twoslash" { isTwoslash = true }
            }
        }
        self.prefix = prefix
        self.isTwoslash = isTwoslash
    }

    mutating func append(_ segment: Segment, of source: SourceText) {
        let line = segment.range
        let start = text.code.count
        if isRust {
            appendRust(segment, source)
        } else if let prefix, let place = place(of: prefix, in: line, source) {
            text.append(SourceRange(line.lower, place), of: source)
            text.append(line: SourceRange(place + prefix.count, line.upper), of: source)
            hide(start)
        } else if isRemoved(line, source) {
            return
        } else {
            text.append(line: line, padding: segment.padding, of: source)
            if isTwoslash { cut(line, source, start) }
        }
    }

    private mutating func hide(_ start: Int) {
        if let last = hiddenRanges.last, last.upper == start {
            hiddenRanges[hiddenRanges.count - 1].upper = text.code.count
        } else {
            hiddenRanges.append(SourceRange(start, text.code.count))
        }
    }

    private func place(of prefix: [UInt8], in line: SourceRange, _ source: SourceText) -> Int? {
        let rest = source.slice(line).drop { $0 == 0x20 || $0 == 0x09 }
        return !prefix.isEmpty && rest.starts(with: prefix) ? rest.startIndex : nil
    }

    /// rustdoc: what stands after `# ` is hidden and compiled; `##` is `#`.
    private mutating func appendRust(_ segment: Segment, _ source: SourceText) {
        let line = segment.range
        let start = text.code.count
        let rest = source.slice(line).drop { $0 == 0x20 || $0 == 0x09 }
        guard rest.first == UInt8(ascii: "#") else {
            return text.append(line: line, padding: segment.padding, of: source)
        }
        let next = rest.dropFirst().first
        let isHidden = next.map { [0x20, 0x0A, 0x0D].contains($0) } ?? true
        guard isHidden || next == UInt8(ascii: "#") else {
            return text.append(line: line, padding: segment.padding, of: source)
        }
        if segment.padding > 0 {
            text.append([UInt8](repeating: 0x20, count: segment.padding), for: SourceRange(at: line.lower))
        }
        text.append(SourceRange(line.lower, rest.startIndex), of: source)
        let signs = next == 0x20 ? 2 : 1
        text.append(line: SourceRange(min(rest.startIndex + signs, line.upper), line.upper), of: source)
        if isHidden { hide(start) }
    }

    /// VitePress: `// [!code --]` shows a line as removed, `[!code --:3]` three; Torchlight: `// [tl! remove]` and
    /// `[tl! --]` show one, `[tl! remove:3]` this and three further ones.
    private mutating func isRemoved(_ line: SourceRange, _ source: SourceText) -> Bool {
        if removed > 0 {
            removed -= 1
            return true
        }
        let bytes = source.slice(line)
        var index = bytes.startIndex
        while let bracket = bytes[index...].firstIndex(of: UInt8(ascii: "[")) {
            index = bracket + 1
            let rest = bytes[bracket...]
            guard let sign = Self.removals.first(where: { rest.starts(with: $0.utf8) }) else { continue }
            let count = rest.dropFirst(sign.utf8.count).prefix { $0 != UInt8(ascii: "]") }
            if count.first == UInt8(ascii: ":"),
                let lines = Int(String(decoding: count.dropFirst(), as: UTF8.self))
            {
                removed = max(0, sign.hasPrefix("[tl!") ? lines : lines - 1)
            }
            return true
        }
        return false
    }

    private static let removals = ["[!code --", "[tl! remove", "[tl! --"]

    /// twoslash: what stands before `// ---cut---` is hidden, and what stands between `---cut-start---` and
    /// `---cut-end---`, or after `---cut-after---`.
    private mutating func cut(_ line: SourceRange, _ source: SourceText, _ start: Int) {
        let rest = source.slice(line).drop { $0 == 0x20 || $0 == 0x09 }
        guard rest.starts(with: "// ---cut".utf8) else {
            if hidingFrom != nil { hide(start) }
            return
        }
        let word = String(decoding: rest.dropFirst(9).prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
        switch word {
        case _ where word.hasPrefix("---"), _ where word.hasPrefix("-before---"):
            hiddenRanges = [SourceRange(0, text.code.count)]
        case _ where word.hasPrefix("-after---"), _ where word.hasPrefix("-start---"):
            hidingFrom = start
            hide(start)
        case _ where word.hasPrefix("-end---"):
            hide(start)
            hidingFrom = nil
        default: break
        }
    }
}
