import Model

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Ctrl-C: takes the line of progress away and leaves with 130. Nothing is half written, because a report
/// goes out in one piece at the end of a run.
enum Interruption {
    static func install() {
        // A reader of a pipe that goes away is an error of `write`, not the death of the program.
        _ = signal(SIGPIPE, SIG_IGN)
        _ = signal(SIGINT) { _ in
            // Only calls that are safe within a signal handler.
            var clear: (UInt8, UInt8, UInt8, UInt8) = (0x0D, 0x1B, 0x5B, 0x4B)
            if isatty(STDERR_FILENO) == 1 {
                unsafe _ = withUnsafeBytes(of: &clear) { unsafe write(STDERR_FILENO, $0.baseAddress, 4) }
            }
            _exit(ExitStatus.interrupted.rawValue)
        }
    }
}
