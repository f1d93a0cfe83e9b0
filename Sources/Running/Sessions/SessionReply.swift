/// What a program that runs sessions says of one part of one snippet.
package struct SessionReply: Sendable {
    /// The session, the snippet's place, the part.
    package struct Address: Hashable, Sendable {
        package var session: Int
        package var step: Int
        package var part: Int

        package init(session: Int, step: Int, part: Int) {
            self.session = session
            self.step = step
            self.part = part
        }
    }

    package struct Failure: Hashable, Sendable {
        /// The names of the error's type and of those it is a kind of: `KeyError`, `LookupError`.
        package var kinds: [String]
        /// As the language prints it, without a trace.
        package var text: String
        /// Counted from 0 in the code of the part; nil where it is elsewhere.
        package var line: Int?
        /// A name that there is, and that is nearly the one that there is not.
        package var near: String?

        package init(kinds: [String], text: String, line: Int?, near: String?) {
            self.kinds = kinds
            self.text = text
            self.line = line
            self.near = near
        }
    }

    package enum Ending: Hashable, Sendable {
        case finished
        case failed(Failure)
        /// It did not end in time.
        case timedOut
        /// It ended the program: with a status, or by a signal.
        case exited(Int)
        case signalled(Int)
    }

    package struct Print: Hashable, Sendable {
        /// The line that printed it, and the line of those that are run one after another that led there; counted
        /// from 0 in the part, and -1 where it is elsewhere.
        package var inner: Int
        package var outer: Int
        package var text: String

        package init(inner: Int, outer: Int, text: String) {
            self.inner = inner
            self.outer = outer
            self.text = text
        }
    }

    package var address: Address
    package var output = ""
    package var errors = ""
    /// What was printed, in order.
    package var prints: [Print] = []
    package var values: [Int: String] = [:]
    package var ending = Ending.finished
    /// The status that a command ended with.
    package var status: Int?

    package init(address: Address) {
        self.address = address
    }

    /// Reads a line of what the program says; nil where it makes no sense.
    package init?(_ line: String) {
        var reader = JSONReader(line)
        guard let value = reader.read(), let place = value["at"]?.elements.compactMap(\.number),
            place.count == 3
        else { return nil }
        address = Address(session: place[0], step: place[1], part: place[2])
        if let ended = value["ended"]?.text {
            let code = value["code"]?.number ?? 0
            ending = ended == "timeout" ? .timedOut : ended == "signal" ? .signalled(code) : .exited(code)
            return
        }
        output = (value["out"]?.text ?? "").replacing("\r\n", with: "\n")
        errors = (value["err"]?.text ?? "").replacing("\r\n", with: "\n")
        for pair in value["prints"]?.elements ?? [] where pair.elements.count == 3 {
            prints.append(
                Print(
                    inner: pair.elements[0].number ?? -1, outer: pair.elements[2].number ?? -1,
                    text: pair.elements[1].text ?? ""))
        }
        for pair in value["values"]?.elements ?? [] where pair.elements.count == 2 {
            if let line = pair.elements[0].number { values[line] = pair.elements[1].text }
        }
        if let text = value["fail"]?["text"]?.text {
            let line = value["fail"]?["line"]?.number ?? -1
            var kinds = value["fail"]?["kinds"]?.elements.compactMap(\.text) ?? []
            if let kind = value["fail"]?["kind"]?.text, !kinds.contains(kind) { kinds.insert(kind, at: 0) }
            ending = .failed(
                Failure(
                    kinds: kinds, text: text, line: line < 0 ? nil : line,
                    near: value["fail"]?["near"]?.text))
        }
    }
}
