internal import CLibgit2
import Model
import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A bare copy of a repository that lies elsewhere, brought up to date by libgit2.
///
/// Branches and tags come, and nothing that only a forge knows (`refs/pull`). Nothing is asked for a password, and no
/// helper program is started.
package enum Mirror {
    /// Brings a mirror up to date, or makes it.
    ///
    /// - Parameters:
    ///   - folder: where the mirror is kept. The folder above it must be there.
    ///   - address: `file://`, `git://`, `http://` or `https://`.
    ///   - patience: how many seconds may go by in which no byte comes.
    package static func update(
        at folder: String, from address: String, patience: Int = 60
    ) async throws(RepositoryError) {
        try check(address)
        let heartbeat = Heartbeat()
        // libgit2 waits for a server for as long as that takes; whoever waits for libgit2 need not.
        let work = Task.detached { () -> Result<Void, RepositoryError> in
            do throws(RepositoryError) {
                try bring(folder, address, heartbeat)
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        let (results, continuation) = AsyncStream.makeStream(of: Result<Void, RepositoryError>.self)
        Task.detached {
            continuation.yield(await work.value)
            continuation.finish()
        }
        Task.detached {
            var last = heartbeat.count
            var quiet = 0
            while quiet < patience, !heartbeat.isDone {
                try? await Task.sleep(for: .seconds(1))
                let now = heartbeat.count
                quiet = now == last ? quiet + 1 : 0
                last = now
            }
            guard !heartbeat.isDone else { return }
            heartbeat.giveUp()
            continuation.yield(.failure(silence(address, patience)))
            continuation.finish()
        }
        for await result in results { return try result.get() }
        throw silence(address, patience)
    }

    /// Whether the program can speak to a server that asks for TLS.
    package static var speaksTLS: Bool {
        Library.start()
        return git_libgit2_features() & Int32(GIT_FEATURE_HTTPS.rawValue) != 0
    }

    /// The address without a name or a password in it.
    package static func shown(_ address: String) -> String {
        guard let scheme = address.firstRange(of: "://") else { return address }
        let rest = address[scheme.upperBound...]
        let host = rest.prefix { $0 != "/" }
        guard let at = host.lastIndex(of: "@") else { return address }
        return address[..<scheme.upperBound] + "…@" + rest[rest.index(after: at)...]
    }

    private static func check(_ address: String) throws(RepositoryError) {
        let scheme = address.firstRange(of: "://").map { address[..<$0.lowerBound].lowercased() } ?? ""
        switch scheme {
        case "file", "git", "http": return
        case "https" where speaksTLS: return
        case "https":
            throw RepositoryError(
                .unreachable, code: -1, operation: "cannot fetch '\(shown(address))'",
                message: "the libgit2 of this docent has no TLS")
        default:
            throw RepositoryError(
                .unreachable, code: -1, operation: "cannot fetch '\(shown(address))'",
                message:
                    "only file://, git://, http:// and https:// are fetched, for nobody is asked for a key")
        }
    }

    private static func silence(_ address: String, _ patience: Int) -> RepositoryError {
        RepositoryError(
            .unreachable, code: -1, operation: "cannot fetch '\(shown(address))'",
            message: "no answer came for \(patience) seconds")
    }

    private static func bring(
        _ folder: String, _ address: String, _ heartbeat: Heartbeat
    ) throws(RepositoryError) {
        defer { heartbeat.end() }
        Library.start()
        let isNew = unsafe access(folder, F_OK) != 0
        let place = isNew ? "\(folder).\(getpid()).part" : folder
        do throws(RepositoryError) {
            try fetch(place, address, heartbeat)
        } catch {
            throw error
        }
        // Whoever was faster has brought the same.
        if isNew, unsafe rename(place, folder) != 0, unsafe access(folder, F_OK) != 0 {
            throw RepositoryError(
                .unreadable, code: errno, operation: "cannot keep the mirror '\(folder)'",
                message: "the folder cannot be renamed")
        }
    }

    private static func fetch(
        _ folder: String, _ address: String, _ heartbeat: Heartbeat
    ) throws(RepositoryError) {
        let operation = "cannot fetch '\(shown(address))'"
        var repository: OpaquePointer?
        try RepositoryError.check(
            unsafe git_repository_init(&repository, folder, 1), "cannot make the mirror '\(folder)'")
        defer { unsafe git_repository_free(repository) }
        var remote: OpaquePointer?
        try network(unsafe git_remote_create_anonymous(&remote, repository, address), operation)
        defer { unsafe git_remote_free(remote) }
        var options = unsafe git_fetch_options()
        try RepositoryError.check(
            unsafe git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION)), operation)
        unsafe options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_ALL
        unsafe options.prune = GIT_FETCH_PRUNE
        unsafe options.proxy_opts.type = GIT_PROXY_AUTO
        unsafe options.callbacks.payload = Unmanaged.passUnretained(heartbeat).toOpaque()
        unsafe options.callbacks.transfer_progress = { _, payload in
            guard let payload = unsafe payload else { return 0 }
            return unsafe Unmanaged<Heartbeat>.fromOpaque(payload).takeUnretainedValue().beat()
        }
        unsafe options.callbacks.sideband_progress = { _, _, payload in
            guard let payload = unsafe payload else { return 0 }
            return unsafe Unmanaged<Heartbeat>.fromOpaque(payload).takeUnretainedValue().beat()
        }
        let code = unsafe withSpecs { unsafe git_remote_fetch(remote, $0, &options, nil) }
        try network(code, operation)
        try unsafe setHead(repository, remote)
    }

    private static func withSpecs(_ body: (UnsafePointer<git_strarray>) -> Int32) -> Int32 {
        var spec = Array("+refs/heads/*:refs/heads/*".utf8CString)
        return unsafe spec.withUnsafeMutableBufferPointer { buffer in
            var strings: [UnsafeMutablePointer<CChar>?] = unsafe [buffer.baseAddress]
            return unsafe strings.withUnsafeMutableBufferPointer { list in
                var array = unsafe git_strarray(strings: list.baseAddress, count: 1)
                return unsafe withUnsafePointer(to: &array) { unsafe body($0) }
            }
        }
    }

    /// What the other side's `HEAD` says.
    private static func setHead(
        _ repository: OpaquePointer?, _ remote: OpaquePointer?
    ) throws(RepositoryError) {
        var name = unsafe git_buf()
        // An empty repository has none, and that is no mistake of ours.
        guard unsafe git_remote_default_branch(&name, remote) == 0, let text = unsafe name.ptr else { return }
        defer { unsafe git_buf_dispose(&name) }
        try RepositoryError.check(
            unsafe git_repository_set_head(repository, text), "cannot set HEAD of the mirror")
    }

    private static func network(_ code: Int32, _ operation: String) throws(RepositoryError) {
        guard code < 0 else { return }
        var error = RepositoryError.last(code, operation)
        error.kind = .unreachable
        throw error
    }
}

/// Tells whether something still comes.
private final class Heartbeat: Sendable {
    private let beats = Atomic(0)
    private let state = Atomic(0)

    var count: Int { beats.load(ordering: .relaxed) }
    var isDone: Bool { state.load(ordering: .acquiring) != 0 }

    /// - Returns: what libgit2 is told: to go on, or to stop.
    func beat() -> Int32 {
        beats.add(1, ordering: .relaxed)
        return state.load(ordering: .relaxed) == 2 ? -1 : 0
    }

    func end() { state.store(1, ordering: .releasing) }
    func giveUp() { state.store(2, ordering: .releasing) }
}
