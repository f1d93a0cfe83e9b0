/// Code in which one name is written wrongly.
struct NameMutant {
    enum Kind: String, CaseIterable {
        /// A function or method that is called.
        case call
        /// A type that is used.
        case type
        /// A variable or constant that is used.
        case variable
        /// A function of a header that a manual shows, in C.
        case prototype
    }

    var kind: Kind
    var name: String
    var wrong: String
    /// Of the name, in bytes of the code.
    var offset: Int
    /// Counted from 1.
    var line: Int

    /// The code with the wrong name.
    func code(of right: [UInt8]) -> [UInt8] {
        Array(right[..<offset]) + wrong.utf8 + right[(offset + name.utf8.count)...]
    }
}

extension NameMutant {
    /// A name with a slip of the fingers inside: two letters that changed places, one left out, doubled or another.
    ///
    /// - Returns: nil where the name has no place for it.
    static func slip(in name: String, using random: inout Seed) -> String? {
        let letters = Array(name.utf8)
        let inside = (1..<(letters.count - 1)).filter { isLetter(letters[$0]) }
        guard letters.count >= 4, let place = inside.randomElement(using: &random) else { return nil }
        var wrong = letters
        // Short names with other letters are other names.
        switch letters.count < 6 ? 0 : Int.random(in: 0..<4, using: &random) {
        case 0:
            let places = inside.filter { isLetter(letters[$0 + 1]) && letters[$0] != letters[$0 + 1] }
            guard let place = places.randomElement(using: &random) else { return nil }
            wrong.swapAt(place, place + 1)
        case 1: wrong.remove(at: place)
        case 2: wrong.insert(letters[place], at: place)
        default: wrong[place] = letters[place] & 0x1F == 1 ? letters[place] + 4 : letters[place] - 1
        }
        return String(decoding: wrong, as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
}
