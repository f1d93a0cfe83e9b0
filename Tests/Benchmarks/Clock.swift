#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The processor time of this program, so that what else runs on the machine counts little.
func processorTime() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// How long a piece of work takes the processor, in seconds.
func seconds(of work: () -> Void) -> Double {
    let start = processorTime()
    work()
    return processorTime() - start
}
