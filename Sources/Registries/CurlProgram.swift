#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Fetcher {
    /// Where `curl` is, by `PATH`; nil where it is not there.
    package static var curl: String? {
        let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
        return path.split(separator: ":").lazy.map { "\($0)/curl" }.first { unsafe access($0, X_OK) == 0 }
    }
}
