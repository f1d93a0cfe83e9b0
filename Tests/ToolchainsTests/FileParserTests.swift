import Model
import Testing

@testable import Toolchains

@Suite("A program that parses files")
struct FileParserTests {
    private func reply(
        _ program: String, _ arguments: [String] = [], patience: Duration = .seconds(60)
    ) async -> Reply {
        let parser = FileParser([program], arguments, ending: "x", broken: "(", complaints: { _ in [] })
        return await parser.parse([[Array("a".utf8)]], workers: 1, patience: patience)[0]
    }

    @Test("has checked nothing where it says nothing of code that is wrong")
    func silence() async {
        #expect(await reply("true") == .silent("`true` does not work"))
    }

    @Test("is quoted where it does not work")
    func said() async {
        #expect(
            await reply("sh", ["-c", "echo 'error: not installed' >&2"])
                == .silent("`sh` does not work: error: not installed"))
    }

    @Test("has checked nothing where it is not there, ends with an error, or does not end")
    func failure() async {
        #expect(
            await reply("docent-no-such-program") == .silent("`docent-no-such-program` is not installed"))
        #expect(await reply("sh", ["-c", "exit 3"]) == .silent("the parser stopped"))
        #expect(
            await reply("sh", ["-c", "sleep 100"], patience: .seconds(1)) == .silent("the parser stopped"))
    }

    @Test("is asked again about the others where one file silences it")
    func silenced() async {
        // It says nothing of files behind one that holds `!`.
        let script = """
            for file; do
              case $(cat "$file") in
                *!*) exit 1;;
                *\\(*) echo "$file:1:1: error" >&2;;
              esac
            done
            exit 1
            """
        let parser = FileParser(["sh"], ["-c", script, "sh"], ending: "x", broken: "(") {
            Complaints.read($0)
        }
        let codes = ["a", "!", "b", "("].map { [Array($0.utf8)] }
        let replies = await parser.parse(codes, workers: 1, patience: .seconds(60))
        #expect(replies[0] == .taken(0))
        #expect(replies[2] == .taken(0))
        guard case .refused = replies[3] else {
            Issue.record("\(replies[3])")
            return
        }
    }
}
