/// Something of a product that a page names and that its readers should not use any more.
package struct NamedSymbol: Hashable, Sendable {
    package enum Standing: String, Sendable {
        /// It still works, and the product tells users not to use it.
        case deprecated
        /// As deprecated, and the product says what to use instead.
        case renamed
        /// It is gone.
        case removed
        /// A request that the product's description does not allow; what is wrong stands in `message`.
        case refused
    }

    package var range: SourceRange
    package var standing: Standing
    /// The whole name: `HTTPClient.connect(host:)`, `POST /v1/charges`.
    package var path: String
    /// The name of the product, for people.
    package var product: String
    /// The release that deprecated it or took it away: the name of its tag.
    package var release: String
    package var day: Day?
    /// The full id of the commit of that release; empty where there is none.
    package var commit: String
    /// The last release that had it, where it is gone.
    package var last: String?
    /// What to use instead, as the product says.
    package var replacement: String?
    /// What the product says about it.
    package var message: String?
    /// Another symbol of the same name that there is now, where it is gone.
    package var near: String?
    package var confidence: Confidence
    /// What puts the replacement in its place; nil where that takes more than other words.
    package var fix: Fix?

    package init(
        at range: SourceRange, _ standing: Standing, path: String, product: String, release: String,
        day: Day? = nil, commit: String = "", last: String? = nil, replacement: String? = nil,
        message: String? = nil, near: String? = nil, confidence: Confidence, fix: Fix? = nil
    ) {
        self.range = range
        self.standing = standing
        self.path = path
        self.product = product
        self.release = release
        self.day = day
        self.commit = commit
        self.last = last
        self.replacement = replacement
        self.message = message
        self.near = near
        self.confidence = confidence
        self.fix = fix
    }
}
