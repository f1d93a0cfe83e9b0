import Model

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
}

/// The processors that work may be spread over.
enum Machine {
    static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
