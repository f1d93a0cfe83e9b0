import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The terminal, pipe or file that a run writes to: stdout carries the report and nothing else.
package enum Console {
    /// Writes all bytes to standard output.
    ///
    /// - Returns: false where the reader has gone (a closed pipe) or the disk is full.
    @discardableResult
    package static func write(_ bytes: ArraySlice<UInt8>) -> Bool {
        if write(bytes, to: STDOUT_FILENO) { return true }
        let code = errno
        // A reader that has gone wants no more, and knows it.
        if code != EPIPE, !hasComplained.exchange(true, ordering: .relaxed) {
            let reason = unsafe strerror(code).map { unsafe String(cString: $0).lowercased() }
            complain(notWritten(reason ?? "error \(code)"))
        }
        return false
    }

    /// Whether something could not be written, and not because its reader had gone.
    static var hasFailed: Bool { hasComplained.load(ordering: .relaxed) }

    /// Whether it was said that nothing can be written.
    private static let hasComplained = Atomic<Bool>(false)

    @discardableResult
    package static func write(_ bytes: [UInt8]) -> Bool { write(bytes[...]) }

    /// Hands the first bytes of a file on to standard output, as far as the system does that by itself.
    static func handOn(_ file: CachedFile, _ count: Int) -> Int { file.handOn(count, to: STDOUT_FILENO) }

    @discardableResult
    package static func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// Writes a line to standard error: progress, failures, hints.
    package static func complain(_ line: String) {
        write(Array((line + "\n").utf8), to: STDERR_FILENO)
    }

    /// Whether standard output is a terminal.
    package static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether standard error is a terminal.
    package static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// The width of the terminal in columns; nil where there is none.
    package static var width: Int? {
        var size = winsize()
        guard outputIsTerminal, unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return nil }
        return Int(size.ws_col)
    }

    /// The value of an environment variable; nil where it is not set.
    package static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// Replaces the line of progress on standard error; an empty text takes it away.
    static func showProgress(_ text: String) {
        write(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO)
    }

    @discardableResult
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool { write(bytes[...], to: descriptor) }

    @discardableResult
    static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
        unsafe bytes.withUnsafeBytes { buffer in
            var start = 0
            while start < buffer.count {
                guard let base = buffer.baseAddress else { return true }
                let count = unsafe systemWrite(descriptor, base + start, buffer.count - start)
                if count < 0 {
                    if errno == EINTR { continue }
                    return false
                }
                start += count
            }
            return true
        }
    }
}

extension Console {
    private static func notWritten(_ reason: String) -> String {
        "error: cannot write to standard output\n  because \(reason)\n  make room, or send it elsewhere"
    }
}

#if canImport(Darwin)
    private let systemWrite = unsafe Darwin.write
#elseif canImport(Musl)
    private let systemWrite = unsafe Musl.write
#else
    private let systemWrite = unsafe Glibc.write
#endif
