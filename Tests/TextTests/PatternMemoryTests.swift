import Testing
import Text

#if os(Linux)
    import Glibc

    @Suite("Memory of patterns", .serialized)
    struct PatternMemoryTests {
        /// The memory of this process, in pages, as the kernel counts it.
        private func residentPages() throws -> Int {
            guard let file = unsafe fopen("/proc/self/statm", "r") else { throw Errno(number: errno) }
            defer { unsafe fclose(file) }
            var text = ""
            while case let byte = unsafe getc(file), byte != EOF {
                text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: byte)))
            }
            return try #require(Int(text.split(separator: " ")[1]))
        }

        struct Errno: Error { var number: Int32 }

        @Test("does not grow with patterns that come and go")
        func noLeaks() throws {
            let text = SearchText("the words of a text, and a \(String(repeating: "a", count: 40))!")
            func work(_ times: Int) {
                for number in 0..<times {
                    // A pattern that matches, one that does not compile, and one that is given up.
                    _ = try? Pattern("(?<word>text|\(number))").matches(in: text)
                    _ = try? Pattern("(\(number)")
                    if number % 100 == 0 { _ = try? Pattern("(a+)+\(number)$").matches(in: text) }
                }
            }
            work(500)
            // One lost compiled pattern takes over 500 bytes, so that 15,000 would take over 1,800 pages, in
            // every round; what other tests take at the same time does not come in every round.
            var growth: [Int] = []
            for _ in 0..<8 {
                let before = try residentPages()
                work(15_000)
                growth.append(try residentPages() - before)
                if growth.contains(where: { $0 < 1_000 }) { return }
            }
            Issue.record("the memory grows by \(growth) pages for 15,000 patterns")
        }
    }
#endif
