import Model
import Repositories

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The only place that asks what time it is.
enum Clock {
    /// Today in UTC.
    static var today: Day { Day(secondsSince1970: Int(time(nil))) }

    /// Nanoseconds since 1970, as the times of files are counted.
    static var nanoseconds: Int64 {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) &* 1_000_000_000 &+ Int64(now.tv_nsec)
    }
}

/// The machine that the program runs on.
enum Machine {
    /// The processors that work may be spread over.
    static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// What tells this start of the machine from all others; empty where nobody tells.
    static var boot: [UInt8] {
        #if os(Linux)
            // random(4): a number for each start of the system.
            let file = unsafe open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return [] }
            defer { _ = close(file) }
            return unsafe [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
                count = unsafe max(0, read(file, buffer.baseAddress, buffer.count))
            }
        #else
            return []
        #endif
    }

    /// The file that the program was started from; nil where nobody tells.
    static var program: FileIdentity? {
        #if canImport(Darwin)
            var size: UInt32 = 4096
            var path = [CChar](repeating: 0, count: Int(size))
            guard unsafe _NSGetExecutablePath(&path, &size) == 0 else { return nil }
            return FileIdentity(ofFileAt: unsafe String(cString: path))
        #else
            return FileIdentity(ofFileAt: "/proc/self/exe")
        #endif
    }
}
