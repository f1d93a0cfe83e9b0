internal import CPcre2
package import Model

/// A regular expression in PCRE2's manner, compiled once and shared by all threads.
///
/// Letters, digits and word boundaries are Unicode's. An empty match is no match: there is nothing to point at.
package final class Pattern: Sendable {
    package let source: String
    private let code: CompiledPattern

    package struct Options: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// Capitals and small letters are the same.
        package static let ignoringCase = Options(rawValue: 1)
        /// White space and `#` comments in the pattern are for its reader.
        package static let extended = Options(rawValue: 2)
    }

    /// What is wrong with a pattern.
    package struct Mistake: Error, Hashable, Sendable {
        /// Where in the pattern, in UTF-8 bytes.
        package var offset: Int
        /// PCRE2's words, such as "missing closing parenthesis".
        package var reason: String
    }

    /// A search that was given up: the pattern has too many ways to fit the text.
    package struct TooHard: Error, Hashable, Sendable {
        /// Where the search had come to.
        package var offset: Int
        /// A clause that goes after "because".
        package var reason: String { Self.reason }
        private static let reason = "the pattern needs more steps on this text than it is allowed"
    }

    /// One place where the pattern fits.
    package struct Match: Hashable, Sendable {
        package var range: SourceRange
        /// The numbered groups from 1; nil for one that took no part.
        package var groups: [SourceRange?]
    }

    package init(_ source: String, _ options: Options = []) throws(Mistake) {
        self.source = source
        code = try CompiledPattern(source, options)
    }

    /// The pattern that finds any of the words or phrases as they stand, the longest first.
    ///
    /// White space in a phrase fits any white space within a paragraph.
    package convenience init(anyOf words: [String], _ options: Options = []) throws(Mistake) {
        try self.init(Self.source(ofAny: words), options)
    }

    /// The number of a named group.
    package func group(_ name: String) -> Int? { code.groupNumber(name) }

    /// All places in `range` where the pattern fits, in order and without overlaps. What stands before
    /// `range` is seen by look-behinds.
    package func matches(in text: SearchText, _ range: SourceRange? = nil) throws(TooHard) -> [Match] {
        try code.matches(in: text.bytes, range ?? SourceRange(0, text.bytes.count), limit: .max)
    }

    /// The first place in `range` where the pattern fits.
    package func firstMatch(in text: SearchText, _ range: SourceRange? = nil) throws(TooHard) -> Match? {
        try code.matches(in: text.bytes, range ?? SourceRange(0, text.bytes.count), limit: 1).first
    }

    /// The source of a pattern for any of the words, bounded so that it does not match within a word.
    ///
    /// Words that begin alike stand together, so that most places of a text fail on their first letter.
    package static func source(ofAny words: [String]) -> String {
        var groups: [(first: Character, rest: [String])] = []
        var placeOfFirst: [Character: Int] = [:]
        for word in Set(words).sorted(by: { ($1.utf8.count, $0) < ($0.utf8.count, $1) }) {
            guard let first = word.first else { continue }
            if let place = placeOfFirst[first] {
                groups[place].rest.append(word)
            } else {
                placeOfFirst[first] = groups.count
                groups.append((first, [word]))
            }
        }
        let alternatives = groups.map { group in
            let sources = group.rest.map { literal($0, afterFirst: true) }
            let head = literal(String(group.first), afterFirst: false)
            return sources.count == 1
                ? head + sources[0] : head + "(?:" + sources.joined(separator: "|") + ")"
        }
        return #"(?<!\w)(?:"# + (alternatives.isEmpty ? "(?!)" : alternatives.joined(separator: "|"))
            + #")(?!\w)"#
    }

    private static func literal(_ word: String, afterFirst: Bool) -> String {
        var out = ""
        for character in afterFirst ? word.dropFirst() : word[...] {
            if character.isWhitespace {
                out += #"\s+"#
            } else if character.isASCII, !character.isLetter, !character.isNumber, character != "_" {
                out += "\\" + String(character)
            } else {
                out.append(character)
            }
        }
        return out
    }
}

/// PCRE2's compiled code: freed with this value, and with nothing else.
///
/// After it has been compiled it is only read, which PCRE2 allows from any number of threads at once.
@safe private struct CompiledPattern: ~Copyable, @unchecked Sendable {
    private let code: OpaquePointer
    private let groupCount: Int

    init(_ source: String, _ options: Pattern.Options) throws(Pattern.Mistake) {
        var flags = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C
        if options.contains(.ignoringCase) { flags |= PCRE2_CASELESS }
        if options.contains(.extended) { flags |= PCRE2_EXTENDED }
        var error: Int32 = 0
        var offset = 0
        let bytes = Array(source.utf8)
        let compiled = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe pcre2_compile_8(buffer.baseAddress, buffer.count, flags, &error, &offset, nil)
        }
        guard let compiled = unsafe compiled else {
            throw Pattern.Mistake(offset: min(offset, bytes.count), reason: Self.words(of: error))
        }
        unsafe code = compiled
        // Where the machine has no just-in-time compiler the interpreter does the same work.
        _ = unsafe pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
        var count: UInt32 = 0
        _ = unsafe pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
        groupCount = Int(count)
    }

    deinit { unsafe pcre2_code_free_8(code) }

    func groupNumber(_ name: String) -> Int? {
        let number = unsafe name.utf8CString.withUnsafeBufferPointer { letters in
            unsafe letters.withMemoryRebound(to: UInt8.self) { letters in
                unsafe pcre2_substring_number_from_name_8(code, letters.baseAddress)
            }
        }
        return number > 0 ? Int(number) : nil
    }

    func matches(
        in bytes: [UInt8], _ range: SourceRange, limit: Int
    ) throws(Pattern.TooHard) -> [Pattern.Match] {
        let end = scalarStart(in: bytes, atOrBefore: range.upper)
        var start = scalarStart(in: bytes, atOrAfter: range.lower)
        guard start < end else { return [] }
        let search = unsafe Search(code, steps: Self.stepsPerStart(textLength: end - start))
        var found: [Pattern.Match] = []
        while start < end, found.count < limit {
            let answer = unsafe bytes.withUnsafeBufferPointer { buffer in
                unsafe search.run(code, buffer.baseAddress, length: end, from: start)
            }
            if answer == PCRE2_ERROR_NOMATCH { break }
            guard answer > 0 else { throw Pattern.TooHard(offset: start) }
            let match = Pattern.Match(
                range: search.range(0) ?? SourceRange(at: start),
                groups: (0..<groupCount).map { $0 + 1 < Int(answer) ? search.range($0 + 1) : nil })
            if !match.range.isEmpty { found.append(match) }
            start = scalarStart(in: bytes, atOrAfter: max(start + 1, match.range.upper))
        }
        return found
    }

    /// How many steps may be made from one place of a text, so that the whole of it ends soon.
    ///
    /// PCRE2 counts steps anew at each place from which it tries to match.
    private static func stepsPerStart(textLength: Int) -> UInt32 {
        let wholeText = 200_000_000
        return UInt32(max(5_000, min(1_000_000, wholeText / max(1, textLength))))
    }

    private static func words(of error: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = unsafe buffer.withUnsafeMutableBufferPointer { words in
            unsafe pcre2_get_error_message_8(error, words.baseAddress, words.count)
        }
        return String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self)
    }
}

/// What one search needs for itself: the place for its offsets and its limits. One thread uses it.
@safe private struct Search: ~Copyable {
    private let data: OpaquePointer?
    private let context: OpaquePointer?

    init(_ code: OpaquePointer, steps: UInt32) {
        unsafe data = unsafe pcre2_match_data_create_from_pattern_8(code, nil)
        unsafe context = unsafe pcre2_match_context_create_8(nil)
        unsafe pcre2_set_match_limit_8(context, steps)
        // 20 MB, in KiB: what the interpreter may take for its backtracking.
        unsafe pcre2_set_heap_limit_8(context, 20_000)
    }

    deinit {
        unsafe pcre2_match_data_free_8(data)
        unsafe pcre2_match_context_free_8(context)
    }

    /// PCRE2's answer: above 0 where it found a match, below 0 where not.
    func run(_ code: OpaquePointer, _ subject: UnsafePointer<UInt8>?, length: Int, from start: Int) -> Int32 {
        let flags = PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK
        let answer = unsafe pcre2_match_8(code, subject, length, start, flags, data, context)
        guard answer == PCRE2_ERROR_JIT_STACKLIMIT else { return answer }
        // Compiled code has a small stack; the interpreter takes what it needs from the heap.
        return unsafe pcre2_match_8(code, subject, length, start, flags | PCRE2_NO_JIT, data, context)
    }

    func range(_ group: Int) -> SourceRange? {
        guard unsafe group < Int(pcre2_get_ovector_count_8(data)),
            let offsets = unsafe pcre2_get_ovector_pointer_8(data)
        else { return nil }
        let (lower, upper) = unsafe (offsets[2 * group], offsets[2 * group + 1])
        guard lower != Int.max, lower >= 0, upper >= lower else { return nil }
        return SourceRange(lower, upper)
    }
}
