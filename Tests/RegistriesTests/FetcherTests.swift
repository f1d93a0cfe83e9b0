import Registries
import Synchronization
import Testing

/// How documents are got from the network, on loopback.
@Suite(.serialized)
struct FetcherTests {
    private final class Store: AnswerStore {
        let answers = Mutex<[String: KeptAnswer]>([:])
        func answer(for key: String) -> KeptAnswer? { answers.withLock { $0[key] } }
        func keep(_ answer: KeptAnswer, for key: String) { answers.withLock { $0[key] = answer } }
    }

    private func fetcher(_ store: Store? = nil, _ change: (inout Fetcher.Limits) -> Void = { _ in }) throws
        -> Fetcher
    {
        var limits = Fetcher.Limits()
        limits.interval = .zero
        change(&limits)
        let curl: String = try #require(Fetcher.curl, "the tests need curl")
        return Fetcher(program: curl, limits: limits, kept: store)
    }

    @Test("a document is got, with the types that are wanted")
    func get() async throws {
        let server = try #require(LoopbackServer { path, _, _ in LoopbackServer.ok("hello \(path)") })
        defer { server.stop() }
        let answer = try await fetcher().get(server.address + "/a?b=1", accepting: "text/x")
        #expect(answer == .body(Array("hello /a?b=1".utf8)))
        #expect(server.requests.first?.contains("Accept: text/x") == true)
    }

    @Test("what is busy is asked again when it says so, and what is not there is not")
    func retries() async throws {
        let busy = try #require(
            LoopbackServer { _, _, count in
                count < 3
                    ? LoopbackServer.status("429 Too Many Requests", "Retry-After: 0\r\n")
                    : LoopbackServer.ok("now")
            })
        defer { busy.stop() }
        #expect(try await fetcher().get(busy.address, accepting: "*/*") == .body(Array("now".utf8)))
        #expect(busy.requests.count == 3)
        let gone = try #require(LoopbackServer { _, _, _ in LoopbackServer.status("404 Not Found") })
        defer { gone.stop() }
        #expect(try await fetcher().get(gone.address, accepting: "*/*") == .status(404))
        #expect(gone.requests.count == 1)
        let stubborn = try #require(
            LoopbackServer { _, _, _ in LoopbackServer.status("503 Busy", "Retry-After: 86400\r\n") })
        defer { stubborn.stop() }
        #expect(try await fetcher().get(stubborn.address, accepting: "*/*") == .status(503))
        #expect(stubborn.requests.count == 1)
    }

    @Test("an answer that is kept is only asked whether it has changed")
    func validators() async throws {
        let server = try #require(
            LoopbackServer { _, head, _ in
                head.contains("If-None-Match: \"one\"")
                    ? LoopbackServer.status("304 Not Modified")
                    : LoopbackServer.ok("body", "ETag: \"one\"\r\n")
            })
        defer { server.stop() }
        let store = Store()
        for _ in 0..<2 {
            #expect(
                try await fetcher(store).get(server.address, accepting: "*/*") == .body(Array("body".utf8)))
        }
        #expect(server.requests.count == 2)
        let kept = try #require(store.answers.withLock { $0.values.first })
        #expect(KeptAnswer(bytes: kept.bytes) == kept)
    }

    @Test("a redirection is followed on the web, and to no other scheme")
    func redirections() async throws {
        let server = try #require(
            LoopbackServer { path, _, _ in
                switch path {
                case "/a": LoopbackServer.status("302 Found", "Location: /b\r\n")
                case "/b": LoopbackServer.ok("b")
                default: LoopbackServer.status("302 Found", "Location: file:///etc/passwd\r\n")
                }
            })
        defer { server.stop() }
        #expect(try await fetcher().get(server.address + "/a", accepting: "*/*") == .body(Array("b".utf8)))
        guard case .failed = try await fetcher().get(server.address + "/c", accepting: "*/*") else {
            Issue.record("it was followed")
            return
        }
    }

    @Test("what hangs, is refused, too large, or no address is told with a reason")
    func failures() async throws {
        let slow = try #require(
            LoopbackServer { _, _, _ in
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
            })
        defer { slow.stop() }
        guard
            case .failed(let cut) = try await fetcher(nil, { $0.tries = 1 }).get(
                slow.address, accepting: "*/*")
        else {
            Issue.record("half an answer was taken")
            return
        }
        #expect(cut.hasPrefix("the network said: "))
        let large = try #require(
            LoopbackServer { _, _, _ in LoopbackServer.ok(String(repeating: "x", count: 5000)) })
        defer { large.stop() }
        guard case .failed = try await fetcher(nil, { $0.bytes = 100 }).get(large.address, accepting: "*/*")
        else {
            Issue.record("more than the limit was taken")
            return
        }
        let closed = try #require(LoopbackServer { _, _, _ in "" })
        closed.stop()
        guard case .failed = try await fetcher(nil, { $0.tries = 1 }).get(closed.address, accepting: "*/*")
        else {
            Issue.record("nobody answered")
            return
        }
        #expect(
            try await fetcher().get("ftp://example.org", accepting: "*/*")
                == .failed("`ftp://example.org` is no address with http or https"))
        #expect(
            await Fetcher(program: nil).get("http://127.0.0.1", accepting: "*/*")
                == .failed("`curl` is not installed"))
    }
}
