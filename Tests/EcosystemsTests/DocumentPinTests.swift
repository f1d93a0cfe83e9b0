import Ecosystems
import Markup
import Model
import Testing

/// What documents tell their readers to install.
struct DocumentPinTests {
    private func pins(_ markdown: String) -> [String] {
        let document = Markdown.parse(markdown, path: "a.md")
        let pins = DocumentPins(document).references
        for pin in pins {
            guard let range = pin.requirementRange else { continue }
            let written = document.text.string(range)
            #expect(
                pin.requirement.hasPrefix(written) || written.contains(pin.requirement),
                "\(written) for \(pin.requirement)")
        }
        return pins.map(ManifestTests.line)
    }

    private func pins(_ label: String, _ code: String) -> [String] {
        pins(
            "# Title\n\n> ~~~\(label)\n"
                + code.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)\n" }.joined()
                + "> ~~~\n")
    }

    @Test(
        "install snippets of every ecosystem are found, in their place",
        arguments: [
            (
                "swift", ".package(url: \"https://github.com/vapor/vapor.git\", from: \"4.76.0\"),",
                ["dependency https://github.com/vapor/vapor.git from: \"4.76.0\""]
            ),
            (
                "sh",
                "$ npm install --save react@17 @types/node@^18.1 left-pad\nyarn add vue@2.6.14 && npx create-react-app@5.0 app",
                [
                    "dependency react 17", "dependency @types/node ^18.1", "dependency vue 2.6.14",
                    "dependency create-react-app 5.0",
                ]
            ),
            (
                "bash",
                "pip install 'flask==2.0.1' \"django>=3.2,<4\" requests -r req.txt\npython3 -m pip install -U numpy==1.20",
                ["dependency flask ==2.0.1", "dependency django >=3.2,<4", "dependency numpy ==1.20"]
            ),
            (
                "console",
                "$ cargo add serde@1.0\n$ go get github.com/gin-gonic/gin@v1.7.0\n$ gem install rails -v 6.0.0\n$ composer require slim/slim:^3.0",
                [
                    "dependency serde 1.0", "dependency github.com/gin-gonic/gin v1.7.0",
                    "dependency rails 6.0.0", "dependency slim/slim ^3.0",
                ]
            ),
            (
                "powershell", "PS> dotnet add package Newtonsoft.Json --version 12.0.1",
                ["dependency Newtonsoft.Json 12.0.1"]
            ),
            (
                "sh", "docker run -p 80:80 --name web nginx:1.19\ndocker pull python:3.7\nnvm install 12",
                ["image nginx 1.19", "image python 3.7", "runtime nodejs 12"]
            ),
            (
                "gradle", "implementation 'io.ktor:ktor-server-core:1.6.0'",
                ["dependency io.ktor:ktor-server-core 1.6.0"]
            ),
            (
                "xml",
                "<dependency>\n  <groupId>a</groupId>\n  <artifactId>b</artifactId>\n  <version>1.0</version>\n</dependency>",
                ["dependency a:b 1.0"]
            ),
            ("xml", "<PackageReference Include=\"A\" Version=\"1.0\" />", ["dependency A 1.0"]),
            ("dockerfile", "FROM node:12\nRUN npm ci", ["image node 12"]),
            (
                "yaml",
                "steps:\n- uses: actions/checkout@v2\n- uses: actions/setup-python@v2\n  with:\n    python-version: 3.7",
                [
                    "action actions/checkout v2 (development)",
                    "action actions/setup-python v2 (development)", "runtime python 3.7 (development)",
                ]
            ),
            ("yaml", "- uses: actions/checkout@v3", ["action actions/checkout v3 (development)"]),
            ("json", "\"dependencies\": {\n  \"react\": \"^16.0.0\"\n}", ["dependency react ^16.0.0"]),
            (
                "json",
                "{\n  \"name\": \"x\", ...\n  \"dependencies\": {\n    \"react\": \"^16.0.0\",\n    ...\n  }\n}",
                ["dependency react ^16.0.0"]
            ),
            (
                "toml", "[dependencies]\ntokio = { version = \"1.0\", features = [\"full\"] }",
                ["dependency tokio 1.0"]
            ),
            ("ruby", "gem 'rails', '~> 6.0'", ["dependency rails ~> 6.0"]),
            ("ruby", "pod 'Alamofire', '~> 5.0'", ["dependency Alamofire ~> 5.0"]),
            ("", "pip install flask==1.0", ["dependency flask ==1.0"]),
        ] as [(String, String, [String])])
    func found(_ label: String, _ code: String, _ expected: [String]) {
        #expect(pins(label, code) == expected)
    }

    @Test("commands in code spans are found too")
    func spans() {
        #expect(
            pins(
                "Run `pip install flask==1.0`, or add `.package(url: \"https://e.org/a/b\", from: \"1.0.0\")`. See `x@1.0`."
            ) == ["dependency flask ==1.0", "dependency https://e.org/a/b from: \"1.0.0\""])
    }

    @Test(
        "what stands for a version or a name is no pin",
        arguments: [
            ("swift", ".package(url: \"https://github.com/vapor/fluent-<db>-driver.git\", from: \"1.0.0\")"),
            ("swift", ".package(url: \"https://github.com/vapor/fluent.git\", from: <version>)"),
            ("swift", ".package(url: \"https://github.com/vapor/<#repo#>.git\", from: \"<#version#>\")"),
            (
                "swift",
                ".package(url: \"https://github.com/vapor/crypto.git\", .upToNextMajor(from: \"x.0.0\"))"
            ),
            ("sh", "npm install react@<version>"), ("sh", "npm install react@X.Y.Z"),
            ("sh", "pip install flask==$VERSION"),
            ("sh", "pip install flask==x.y.z"),
            (
                "xml",
                "<dependency><groupId>a</groupId><artifactId>b</artifactId><version>${version}</version></dependency>"
            ),
            ("dockerfile", "FROM python:<tag>"), ("yaml", "- uses: actions/checkout@{{ version }}"),
            ("gradle", "implementation 'a.b:c:VERSION'"),
            ("sh", "npm install PACKAGE_NAME_VERSION"), ("sh", "echo pip install"),
            ("python", "pip install flask==1.0"),
        ])
    func placeholders(_ label: String, _ code: String) { #expect(pins(label, code) == []) }

    @Test("lines that a diff takes away are left out")
    func diffs() {
        #expect(
            pins(
                "diff",
                "-.package(url: \"https://e.org/a/b\", from: \"3.0.0\"),\n+.package(url: \"https://e.org/a/b\", from: \"4.0.0\"),"
            ) == ["dependency https://e.org/a/b from: \"4.0.0\""])
        #expect(
            pins(
                "swift",
                "- .package(url: \"https://e.org/a/b\", from: \"3.0.0\"),\n+ .package(url: \"https://e.org/a/b\", from: \"4.0.0\"),"
            ) == ["dependency https://e.org/a/b from: \"4.0.0\""])
    }

    @Test("pages of an older line, of the past, and in other languages are known by their paths")
    func roles() {
        let roles = PageRoles([
            "docs/3.0/a.md", "docs/4.0/a.md", "docs/4.0/a.ar.md", "docs/4.0/a.zh-CN.md", "i/en/b.md",
            "i/fr/b.md", "v1/only.md", "2024.01/x.md", "guide/x.md", "guide/ja/x.md",
        ])
        #expect(roles.olderLine(of: "docs/3.0/a.md") == "3.0")
        #expect(roles.olderLine(of: "docs/4.0/a.md") == nil)
        #expect(roles.original(of: "docs/4.0/a.ar.md")?.path == "docs/4.0/a.md")
        #expect(roles.original(of: "docs/4.0/a.zh-CN.md")?.locale == "zh-CN")
        #expect(roles.original(of: "i/fr/b.md")?.path == "i/en/b.md")
        #expect(roles.original(of: "guide/ja/x.md")?.path == "guide/x.md")
        #expect(roles.original(of: "docs/4.0/a.md") == nil)
        #expect(PageRoles.isHistory("docs/4.0/upgrading.md", title: nil))
        #expect(PageRoles.isHistory("docs/x.md", title: "Migrating to 5.0"))
        #expect(PageRoles.isHistory("CHANGELOG.md", title: nil))
        #expect(!PageRoles.isHistory("docs/getting-started.md", title: "Install"))
    }

    @Test("a page that asks for one package with two floors is noticed")
    func floors() {
        let markdown =
            "~~~swift\n.package(url: \"https://e.org/a/b\", from: \"4.110.1\")\n~~~\n\n~~~swift\n.package(url: \"https://e.org/a/b.git\", from: \"4.0.0\")\n~~~\n"
        let document = Markdown.parse(markdown, path: "a.md")
        let unequal = UnequalFloors.all(among: DocumentPins(document).references)
        #expect(
            unequal.map { "\($0.lower.requirement) \($0.higher.requirement)" } == [
                "from: \"4.0.0\" from: \"4.110.1\""
            ])
    }
}
