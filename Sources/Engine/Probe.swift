package import Model

/// Asks the world what checks want to know.
package protocol Probe: Sendable {
    /// Answers every question. What could not be learnt is `Answer.unknown`; a question that is left out
    /// counts as that.
    ///
    /// - Parameter parsed: the documents of this run that are at hand, by path.
    func answers(to questions: [Question], parsed: [String: Document]) async -> [Question: Answer]
}
