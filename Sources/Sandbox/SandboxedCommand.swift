/// A command that is run where it can do no harm.
package struct SandboxedCommand: Sendable {
    /// The program and what it is told. A program without a `/` in its name is looked for in `PATH`.
    package var arguments: [String]
    /// The folder that it works in, on this machine. It may change everything below, and nothing anywhere else.
    package var folder: String
    /// Further files and folders of this machine that it may read.
    package var readable: [String]
    /// Further folders of this machine that it may change, at their own paths.
    package var writable: [String]
    /// What it finds in its environment beside `PATH`, `HOME`, `TMPDIR` and `LC_ALL`.
    package var environment: [String: String]
    package var input: [UInt8]
    package var limits: SandboxLimits
    package var network: Network

    package enum Network: Hashable, Sendable {
        /// It sees no network but one of its own, with nobody else on it.
        case none
        /// It sees the network of this machine.
        case allowed
    }

    package init(
        _ arguments: [String], in folder: String, readable: [String] = [], writable: [String] = [],
        environment: [String: String] = [:], input: [UInt8] = [], limits: SandboxLimits = SandboxLimits(),
        network: Network = .none
    ) {
        self.arguments = arguments
        self.folder = folder
        self.readable = readable
        self.writable = writable
        self.environment = environment
        self.input = input
        self.limits = limits
        self.network = network
    }
}
