/// Whether a text is probably English, told by the little words that every sentence has.
package enum EnglishText {
    /// Weighs the commonest words of English against those of other languages; a text too short to tell
    /// counts as English, and one in another script does not.
    package static func isLikely(_ bytes: [UInt8]) -> Bool {
        var english = 0
        var other = 0
        var letters = 0
        var farLetters = 0
        var index = 0
        while index < bytes.count {
            let start = index
            while index < bytes.count, isLetter(bytes[index]) { index += 1 }
            let count = index - start
            if count > 0 {
                letters += count
                // Greek, Cyrillic and all that comes after them in Unicode begins with such a byte.
                farLetters += bytes[start..<index].count { $0 >= 0xCD && $0 != 0xE2 && $0 != 0xEF }
                if count <= 6 {
                    let word = String(
                        decoding: bytes[start..<index].map { $0 | ($0 < 0x80 ? 0x20 : 0) }, as: UTF8.self)
                    if englishWords.contains(word) {
                        english += 1
                    } else if otherWords.contains(word) {
                        other += 1
                    }
                }
            } else {
                index += 1
            }
        }
        return other <= english && farLetters * 6 <= letters
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte >= 0x80
    }

    /// Words that stand often in English and in no other of the languages below.
    private static let englishWords: Set<String> = [
        "the", "and", "to", "of", "with", "this", "that", "for", "you", "your", "from", "are", "be", "it",
        "which", "will", "when", "how", "by", "or", "if", "not", "use", "all",
    ]

    /// Words of Dutch, French, German, Italian, Indonesian, Polish, Portuguese, Spanish, Swedish, Turkish,
    /// Czech, Danish, Hungarian, Romanian and Vietnamese that are no words of English.
    private static let otherWords: Set<String> = [
        "het", "een", "van", "je", "naar", "voor", "niet", "wordt", "dat", "deze", "zijn", "en", "de",
        "la", "le", "les", "des", "du", "une", "est", "dans", "pour", "sur", "que", "qui", "vous",
        "avec", "und", "der", "das", "den", "dem", "ist", "nicht", "mit", "ein", "eine", "auf", "von",
        "zu", "il", "di", "che", "per", "un", "una", "del", "della", "con", "sono", "yang", "dan",
        "untuk", "dengan", "ini", "nie", "si\u{119}", "jest", "na", "w", "z", "os", "um", "uma",
        "para", "com", "n\u{e3}o", "em", "el", "los", "las", "por", "se", "att", "och", "som",
        "f\u{f6}r", "ett", "bir", "ve", "bu", "i\u{e7}in", "ile", "pro", "og", "til", "af", "az",
        "egy", "\u{e9}s", "nem", "hogy", "\u{219}i", "este", "pentru", "c\u{e1}c", "cho", "v\u{e0}",
    ]
}
