import Model

extension Session {
    /// A failure, as sure as it is that the snippet stands behind those before it at all.
    ///
    /// - Parameters:
    ///   - position: of the snippet among the steps.
    ///   - part: of the snippet.
    func weakened(_ state: RunState, of reply: SessionReply, _ position: Int, _ part: Int) -> RunState {
        guard case .failed(var fault) = state, goesOnByGuess(position) else { return state }
        if let name = definedAnew(reply, position, part) { return .notAssessed(.takesThePlace(of: name)) }
        if fault.confidence == .certain { fault.confidence = .likely }
        return .failed(fault)
    }

    /// Whether it is taken to go on with the blocks before it though nobody says so.
    private func goesOnByGuess(_ position: Int) -> Bool {
        let mark = steps[position].mark
        guard !language.needsMark, mark.session == nil, mark.group == nil, !mark.continues else {
            return false
        }
        return steps[..<position].contains { !$0.mark.isSetup }
    }

    /// What the failing line defines, where a block before defines it, too: a page may show several ways to write it.
    private func definedAnew(_ reply: SessionReply, _ position: Int, _ part: Int) -> String? {
        guard case .failed(let failure) = reply.ending, let line = failure.line else { return nil }
        let lines = steps[position].parts[part].code.split(separator: "\n", omittingEmptySubsequences: false)
        // Decorators fail where they stand, or where the definition begins.
        guard let head = lines.dropFirst(line).first(where: { !$0.hasPrefix("@") }),
            let name = NameChains.definition(head)
        else { return nil }
        let isKnown = steps[..<position].contains { step in
            step.parts.contains { NameChains.keywordDefinitions($0.code).contains(name) }
        }
        return isKnown ? name : nil
    }
}

extension String {
    fileprivate static func takesThePlace(of name: String) -> String {
        "it defines `\(name)` anew, and may be meant in the place of the block before it that does"
    }
}
