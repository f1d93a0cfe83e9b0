internal import Model

extension Document {
    /// The first block that is neither a comment nor what a dialect has beside the text; nil where there is none.
    var firstContent: NodeID? {
        children(of: NodeID(0)).first { id in
            switch self[id].kind {
            case .frontMatter, .moduleCode, .verbatimBlock: false
            case .htmlBlock: !isComment(self[id].range)
            default: true
            }
        }
    }

    private func isComment(_ range: SourceRange) -> Bool {
        let inner = SourceRange(range.lower, text.trailingSpace(of: range))
        return inner.count > 4 && text.slice(inner).starts(with: "<!--".utf8)
            && text.slice(inner).suffix(3).elementsEqual("-->".utf8)
    }
}
