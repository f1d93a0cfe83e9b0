#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Threads for work that is over before those of a queue or of tasks would have been set up.
final class Threads: Sendable {
    private let work: @Sendable () -> Void

    private init(_ work: @escaping @Sendable () -> Void) { self.work = work }

    /// Does a piece of work on several threads at once, of which this one is the first, and waits for all of them.
    ///
    /// Where no more can be made, fewer do it: the work has to be such that one alone could do all of it.
    static func run(_ count: Int, _ work: @escaping @Sendable () -> Void) {
        let threads = (1..<max(1, count)).compactMap { _ in thread(for: Threads(work)) }
        work()
        for thread in threads { pthread_join(thread, nil) }
    }

    private static func thread(for threads: Threads) -> pthread_t? {
        let context = unsafe Unmanaged.passRetained(threads)
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        let isMade = unsafe pthread_create(&thread, nil, beginWork, context.toOpaque()) == 0
        if !isMade { unsafe context.release() }
        return isMade ? thread : nil
    }

    fileprivate static func start(_ context: UnsafeMutableRawPointer) {
        unsafe Unmanaged<Threads>.fromOpaque(context).takeRetainedValue().work()
    }
}

#if canImport(Darwin)
    private func beginWork(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        unsafe Threads.start(context)
        return nil
    }
#else
    private func beginWork(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let context = unsafe context { unsafe Threads.start(context) }
        return nil
    }
#endif
