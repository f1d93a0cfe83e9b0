/// How a command ended, and what it printed.
package struct SandboxOutcome: Sendable {
    package var ending: Ending
    /// What it printed, up to the limit.
    package var output: [UInt8]
    /// What it printed to its standard error, up to the limit.
    package var errors: [UInt8]
    /// Whether it printed more than that.
    package var wasTruncated: Bool
    /// How long it took; for measurements, and never in a report.
    package var duration: Duration

    package enum Ending: Hashable, Sendable {
        case exited(Int32)
        /// The number of the signal. A program that exits with 128 and that number itself looks the same.
        case signalled(Int32)
        /// It was ended at its deadline.
        case timedOut
        /// It printed too much, and was ended.
        case outputLimit
        /// Its processes together took too much memory, and were ended.
        case memoryLimit
        /// It wrote too much into its folder, and was ended.
        case storageLimit
        /// It had too many processes, and they were ended.
        case processLimit
        /// It was not run at all; the reason, as a clause that goes after "because".
        case notStarted(String)
    }

    package init(
        _ ending: Ending, output: [UInt8] = [], errors: [UInt8] = [], wasTruncated: Bool = false,
        duration: Duration = .zero
    ) {
        self.ending = ending
        self.output = output
        self.errors = errors
        self.wasTruncated = wasTruncated
        self.duration = duration
    }
}
