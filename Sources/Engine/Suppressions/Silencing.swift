import Model

extension Settlement {
    /// Takes away what comments silence, and says what is wrong with the comments.
    ///
    /// - Parameter wasJudged: whether the rules have run, so that a comment with nothing to silence is known
    ///   to be of no use.
    /// - Returns: how many findings were silenced.
    mutating func applySuppressions(_ today: Day, wasJudged: Bool) -> Int {
        let reader = SuppressionReader(document, names: rules.names)
        sign(reader.mistakes, by: SuppressionRule.malformed)
        var active: [Suppression] = []
        for suppression in reader.suppressions {
            if let expiry = suppression.expiry, expiry.day < today {
                sign([expired(suppression, expiry.day, expiry.word)], by: SuppressionRule.expired)
            } else {
                active.append(suppression)
            }
        }
        guard !active.isEmpty else { return 0 }
        var silenced = silence(with: &active)
        guard wasJudged else { return silenced }
        // A comment about unused comments is used by those that are unused, so these come first.
        sign(unused(active) { $0 != .rule(SuppressionRule.unused) }, by: SuppressionRule.unused)
        silenced += silence(with: &active)
        sign(unused(active) { $0 == .rule(SuppressionRule.unused) }, by: SuppressionRule.unused)
        return silenced
    }

    private mutating func sign(_ drafts: [Draft], by id: String) {
        if !drafts.isEmpty, let place = rules.place(of: id) { sign(drafts, by: rules.signers[place]) }
    }

    private mutating func silence(with suppressions: inout [Suppression]) -> Int {
        removeFindings { finding in
            var isSilenced = false
            for index in suppressions.indices where suppressions[index].covers(finding.range) {
                for place in suppressions[index].targets.indices
                where suppressions[index].targets[place].selector.matches(finding.rule) {
                    suppressions[index].targets[place].isUsed = true
                    isSilenced = true
                }
            }
            return isSilenced
        }
    }

    /// Says which targets had nothing to silence, where that can be told: a rule that is off, or that could
    /// not assess something there, may have had a finding.
    private func unused(
        _ suppressions: [Suppression], where isDue: (RuleSelector) -> Bool
    ) -> [Draft] {
        var drafts: [Draft] = []
        for suppression in suppressions {
            for (index, target) in suppression.targets.enumerated() where !target.isUsed {
                guard isDue(target.selector), isAssessed(target.selector, in: suppression) else { continue }
                let isLast = suppression.targets.allSatisfy { !$0.isUsed && isDue($0.selector) }
                let word = document.text.string(target.word)
                drafts.append(
                    Draft(
                        at: target.word, .unused(word), subject: word,
                        notes: suppression.scope == nil ? [.nothingFollows] : [],
                        fixes: [suppression.removal(of: index, leavingNothing: isLast, from: document)]))
            }
        }
        return drafts
    }

    private func isAssessed(_ selector: RuleSelector, in suppression: Suppression) -> Bool {
        guard rules.rules.contains(where: { selector.matches($0.id) }) else { return false }
        return !unknowns.contains { unknown in
            guard let rule = unknown.rule, let range = unknown.range else { return false }
            return selector.matches(rule) && suppression.covers(range)
        }
    }

    private func expired(_ suppression: Suppression, _ day: Day, _ word: SourceRange) -> Draft {
        let names = suppression.targets.map { document.text.string($0.word) }
        return Draft(
            at: word, .expired(names, day), subject: names.joined(separator: ","),
            notes: [.expired])
    }
}

extension String {
    fileprivate static func unused(_ word: String) -> String {
        word == "all" ? "there is nothing to silence here" : "`\(word)` has nothing to silence here"
    }
    fileprivate static func expired(_ names: [String], _ day: Day) -> String {
        "this comment on \(names.map { "`\($0)`" }.joined(separator: ", ")) expired on \(day)"
    }
}

extension Note {
    fileprivate static let nothingFollows = Note("no block follows the comment")
    fileprivate static let expired = Note("mend what it silenced, or give it a later date")
}
