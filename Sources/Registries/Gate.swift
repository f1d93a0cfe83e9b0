/// The gates of all hosts.
actor Gates {
    private var gates: [String: Gate] = [:]

    func gate(for host: String, _ limits: Fetcher.Limits) -> Gate {
        if let gate = gates[host] { return gate }
        let gate = Gate(limits)
        gates[host] = gate
        return gate
    }
}

/// Lets few requests to a host in at the same time, and each only some time after the one before.
actor Gate {
    private let limits: Fetcher.Limits
    private var inside = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// Before this, nobody gets in.
    private var next = ContinuousClock.now

    init(_ limits: Fetcher.Limits) { self.limits = limits }

    func enter() async {
        if inside >= max(1, limits.perHost) {
            // Who leaves hands the place on.
            await withCheckedContinuation { waiting.append($0) }
        } else {
            inside += 1
        }
        while true {
            let now = ContinuousClock.now
            guard next > now else { break }
            let wait = next - now
            try? await Task.sleep(for: wait)
            if Task.isCancelled { break }
        }
        next = max(next, .now) + limits.interval
    }

    func leave() {
        if waiting.isEmpty {
            inside -= 1
        } else {
            waiting.removeFirst().resume()
        }
    }

    /// Lets nobody in for a time.
    func pause(for time: Duration) { next = max(next, .now + time) }
}
