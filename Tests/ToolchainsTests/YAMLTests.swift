import Model
import Testing
import Toolchains

@Suite("YAML")
struct YAMLTests {
    @Test("is taken with several documents, with keys twice and with names that are defined elsewhere")
    func passes() async {
        #expect(await form("yaml", "a: 1\n---\nb: [x, {y: z}]\n") == "file")
        #expect(await form("yml", "on: push\n# or\non: [push]\n\"q\": 1\n'q': 2\n") == "file")
        #expect(await form("yaml", "x:\n  <<: *base\n  <<: *other\n  y: [*a, *b]\n") == "file")
    }

    @Test("is wrong where libyaml stops, or at the beginning of what never ends")
    func faults() async {
        #expect(await failure("yaml", "a: true\n  b: 1\n") == "2:4")
        #expect(await failure("yaml", "a: 1\nb: \"text\nc: 3\n") == "2:4")
        #expect(await failure("yaml", "a: [1, 2\nb: 3\n") == "1:4")
        #expect(await failure("yaml", "key: |\ntext\n") != nil)
        #expect(await failure("yaml", "a:\n\t- b\n") == "2:1")
    }

    @Test("may leave something out, and may be a template or the answer of a command")
    func adaptations() async {
        #expect(await form("yaml", "a:\n  b: 1\n  ...\n  c: 2\n") == "file")
        #expect(
            await form("yaml", "{{- if .Values.x }}\na: {{ .Values.y | quote }}-z\n{{- end }}\n") == "file")
        #expect(await form("yaml", "%%REPO%%:\n  image: %%IMAGE%%:4.4\n// ...\nb: 1\n") == "file")
        #expect(await form("yaml", "a:\n  ... other settings ...\n  expr: 'x'  ①\n") == "file")
        #expect(await syntax("yaml", "[a: <int> | default = 1]\n\n[b: <string>]\n") == .notCode)
        #expect(await form("yaml", "$ kubectl get pod\na: 1\n") == "file")
    }

    @Test("bears deep nesting, thousands of equal keys and references to references")
    func hostile() async {
        _ = await syntax("yaml", String(repeating: "[", count: 50_000) + "\n")
        _ = await syntax("yaml", String(repeating: "- ", count: 50_000) + "\n")
        _ = await syntax("yaml", String(repeating: "a: 1\n", count: 1_000))
        let bomb = (1..<40).map { "k\($0): &k\($0) [*k\($0 - 1), *k\($0 - 1)]\n" }.joined()
        #expect(await form("yaml", "k0: &k0 1\n" + bomb + "? *k39\n: 1\n? *k39\n: 2\n") == "file")
        _ = await syntax("yaml", String(repeating: "{{", count: 20_000) + " }\n")
    }
}
