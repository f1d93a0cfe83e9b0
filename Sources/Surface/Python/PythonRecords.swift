/// Reads what a parser of Python says of a file: records with U+001E between them, fields with U+001F.
struct PythonRecords {
    let records: [[Substring]]

    init(_ answer: String) {
        records = answer.split(separator: "\u{1E}").map {
            $0.split(separator: "\u{1F}", omittingEmptySubsequences: false)
        }
    }
}

extension Outline {
    /// The problem of a source about which the parser said nothing.
    package static let noAnswer = "Python's parser did not answer"

    /// What a Python file makes public.
    ///
    /// The records: `symbol` (kind, parent, name, parameters, result, static, deprecated, since, renamed, message),
    /// `base` (class, base), `star` (module, module whose names it takes) and `problem` (reason).
    package static func ofPython(_ answer: String?) -> Outline {
        guard let answer else { return Outline(problem: noAnswer) }
        var outline = Outline()
        for fields in PythonRecords(answer).records {
            switch (fields.first, fields.count) {
            case ("symbol", 11): outline.symbols.append(Symbol(python: fields))
            case ("base", 3): outline.supertypes.append(Outline.Pair(String(fields[1]), String(fields[2])))
            case ("star", 3): outline.supertypes.append(Outline.Pair(String(fields[1]), Outline.anything))
            case ("problem", 2): outline.problem = "Python's parser refuses it: \(fields[1])"
            default: break
            }
        }
        return outline
    }
}

extension Outline {
    /// Stands for a base of which nobody knows what it brings: a module takes in all names of another one.
    static let anything = "*"
}

extension Symbol {
    fileprivate init(python fields: [Substring]) {
        let kind: Symbol.Kind =
            switch fields[1] {
            case "class": .class
            case "function": .function
            case "alias": .alias
            default: .variable
            }
        let parameters = fields[4].split(separator: ",").map { text in
            let name = text.drop { $0 == "*" }
            return Symbol.Parameter(
                label: String(name.prefix { $0 != "?" }), isOptional: name.hasSuffix("?"),
                isVariadic: text.hasPrefix("*"))
        }
        func text(_ place: Int) -> String? { fields[place].isEmpty ? nil : String(fields[place]) }
        self.init(
            kind: kind, parent: String(fields[2]), name: String(fields[3]), parameters: parameters,
            result: String(fields[5]), isStatic: !fields[6].isEmpty,
            availability: fields[7].isEmpty
                ? Availability()
                : Availability(
                    isDeprecated: true, deprecated: text(8), renamed: text(9), message: text(10)))
    }
}

/// What a piece of Python code uses.
package struct PythonUses {
    package private(set) var mentions: [Mention] = []

    /// The records: `import` (package), `path` (module or class, name, lower, upper), `member` (class, name, lower,
    /// upper), `loose` and `problem`.
    package init(_ answer: String?, form: Mention.Form) {
        guard let answer else { return }
        let records = PythonRecords(answer).records
        let imports = Set(records.filter { $0.first == "import" && $0.count == 2 }.map { String($0[1]) })
        for fields in records where fields.count == 6 {
            guard let lower = Int(fields[3]), let upper = Int(fields[4]), lower <= upper else { continue }
            let base = String(fields[2])
            let subject: Mention.Subject
            switch fields[0] {
            case "path", "member": subject = .member(of: String(fields[1]), base: base, arguments: nil)
            default: continue
            }
            mentions.append(
                Mention(
                    subject, form: form, name: Mention.Stretch(lower, upper),
                    written: "\(fields[1]).\(base)", imports: imports))
        }
        mentions.sort { ($0.name.lower, $0.name.upper) < ($1.name.lower, $1.name.upper) }
    }
}

extension PythonUses {
    /// What a code span names: `flask.escape`, `Flask.run()`, `@app.route` where `app` is not known says nothing.
    static func mentions(in text: ArraySlice<UInt8>, _ view: SurfaceView) -> [Mention] {
        var written = String(decoding: text, as: UTF8.self)[...]
        let skipped = written.prefix { $0 == "@" || $0 == " " }.utf8.count
        written = written.dropFirst(skipped).prefix { $0 != "(" && $0 != " " }
        let parts = written.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let areNames = parts.allSatisfy { part in
            part.first.map { $0.isLetter || $0 == "_" } == true
                && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        }
        guard parts.count > 1, areNames, let last = parts.last else { return [] }
        let parent: String
        if view.history.modules.contains(parts[0]) {
            parent = parts.dropLast().joined(separator: ".")
        } else if parts.count == 2,
            let type = view.types(named: parts[0]).map(\.path).min(by: { ($0.count, $0) < ($1.count, $1) })
        {
            parent = type
        } else {
            return []
        }
        let upper = skipped + written.utf8.count
        return [
            Mention(
                .member(of: parent, base: last, arguments: nil), form: .codeSpan,
                name: Mention.Stretch(upper - last.utf8.count, upper), written: String(written))
        ]
    }
}
