#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Threads of the system, for work that cannot wait for those of a queue or of tasks.
package final class Threads: Sendable {
    private let work: @Sendable () -> Void

    private init(_ work: @escaping @Sendable () -> Void) { self.work = work }

    /// Does a piece of work on several threads at once, of which this one is the first, and waits for all of them.
    ///
    /// Where no more can be made, fewer do it: the work has to be such that one alone could do all of it.
    package static func run(_ count: Int, _ work: @escaping @Sendable () -> Void) {
        let threads = (1..<max(1, count)).compactMap { _ in begin(work) }
        work()
        for thread in threads { pthread_join(thread, nil) }
    }

    /// Does a piece of work on a thread of its own, for which nobody waits.
    ///
    /// - Returns: false where no thread could be made.
    static func detach(_ work: @escaping @Sendable () -> Void) -> Bool {
        guard let thread = begin(work) else { return false }
        pthread_detach(thread)
        return true
    }

    private static func begin(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
        let context = unsafe Unmanaged.passRetained(Threads(work))
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
