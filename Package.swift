// swift-tools-version: 6.2
import PackageDescription

/// The settings every target of ours is built with: Swift 6, strict memory safety, warnings as errors.
///
/// In a release, types are looked for by what the compiler knows of them and not by their names: looking for a name
/// goes over what all types of the program conform to, which took a quarter of its start.
let house: [SwiftSetting] = [
    .unsafeFlags(
        ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
        .when(configuration: .release)),
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A target of ours under `Sources`, with the arrows it is allowed.
func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], leavingOut excluded: [String] = [],
    embedding resources: [Resource] = [], settings: [SwiftSetting] = [],
    plugins: [Target.PluginUsage] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: excluded, resources: resources,
        swiftSettings: house + settings,
        plugins: plugins)
}

/// Lets other targets build a target's small functions in. The compiler does that for what is `public`, and
/// not yet for what is `package`, not even where it is marked as inlinable. Two targets built so do not link.
let buildingIn: [SwiftSetting] = [.unsafeFlags(["-enable-cmo-everything"], .when(configuration: .release))]

/// Whether the program takes in the archives of its libraries, as Debian 12 has them: then it starts in half the
/// time. `make release` asks for it where they are there.
let takesInLibraries = Context.environment["DOCENT_ARCHIVES"] != nil

/// What libgit2 would need for SSH and for Kerberos, which the program that takes it in does not speak, so that no
/// library for them is asked for: what gets them ready does nothing, and what would speak them refuses.
let unusedFunctions = ["git_transport_ssh_global_init"]
let refusedFunctions =
    ["git_smart_subtransport_ssh"]
    + [
        "delete_sec_context", "display_status", "import_name", "indicate_mechs", "init_sec_context",
        "release_buffer", "release_name", "release_oid_set",
    ].map { "gss_\($0)" }
let archives = [
    "git2", "deflate", "pcre2-8", "sqlite3", "z", "mbedtls", "mbedx509", "mbedcrypto", "http_parser",
]
/// `make release` puts the archives into a folder of their own, so that the linker finds no other form of them.
let archiveFolder = Context.packageDirectory + "/.build/archives"
let takingInLibraries: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-use-ld=lld", "-L\(archiveFolder)", "-Xclang-linker", "-no-pie", "-Xlinker",
            "--no-export-dynamic", "-Xlinker", "--gc-sections",
            "-Xclang-linker", "-static-libgcc",
        ]
            + archives.flatMap { ["-Xlinker", "-l:lib\($0).a"] }
            + unusedFunctions.flatMap {
                ["-Xlinker", "--defsym", "-Xlinker", "\($0)=git_openssl_stream_global_init"]
            }
            + (refusedFunctions + ["GSS_C_NT_HOSTBASED_SERVICE"]).flatMap {
                ["-Xlinker", "--defsym", "-Xlinker", "\($0)=docent_refuses"]
            })
]

/// A test target under `Tests`.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], leavingOut excluded: [String] = [])
    -> Target
{
    .testTarget(name: name, dependencies: dependencies, exclude: excluded, swiftSettings: house)
}

/// The scripts that parse snippets travel in the program.
let parsers: [Resource] = [.embedInCode("Parsers")]

/// The programs that run snippets travel in the program, too.
let drivers: [Resource] = [.embedInCode("Sessions/Drivers")]
/// What is known of release cycles travels in the program.
let lifecycles: [Resource] = [.embedInCode("Bundled")]

/// Carries the pages of `rules/` into a target while it is built.
let embeddingRules: [Target.PluginUsage] = ["EmbedRules"]

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
    name: "docent",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "docent", targets: ["docent"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "docent", dependencies: ["Commands"], swiftSettings: house,
            linkerSettings: takesInLibraries ? takingInLibraries : []),
        room(
            "Commands",
            [
                "Engine", "RuleBook", "RulePages", "Checks", "HTMLRendering", "Toolchains", "Snippets",
                "Repositories", "Markup", "Text", "Reporting", "Model", "Freshness", "Archive", "Sandbox",
                "Audit", "Fleet", "Samples", "YAML", "Surface", "Running", "Ecosystems", "Registries",
                .product(name: "ArgumentParser", package: "swift-argument-parser"), yams,
            ], leavingOut: ["Handbook.docc"]),
        room("Engine", ["Model"]),
        room("RuleBook", ["RulePages", "Checks", "Markup", "YAML", "Model"], plugins: embeddingRules),
        room("RulePages", ["YAML", "Model"]),
        room("Checks", ["Snippets", "Text", "YAML", "Model"]),
        room("HTMLRendering", ["Markup", "Model"]),
        room("Freshness", ["YAML", "Model"]),
        room(
            "Surface",
            [
                "Snippets", "YAML", "Model", .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftSyntax", package: "swift-syntax"),
            ]),
        room("Ecosystems", ["Snippets", "YAML", "Model"], embedding: lifecycles),
        room("Snippets", ["Model"]),
        room(
            "Toolchains",
            [
                "Model", yams, .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftParserDiagnostics", package: "swift-syntax"),
                .product(name: "SwiftSyntax", package: "swift-syntax"),
                .product(name: "SwiftDiagnostics", package: "swift-syntax"),
            ], leavingOut: ["Grammars/grammars.txt"], embedding: parsers),
        room(
            "Registries",
            [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        room(
            "Sandbox",
            [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        room("Archive", ["Model", .product(name: "GRDB", package: "GRDB.swift")]),
        room("Repositories", ["Model", "CLibgit2", "CDeflate"]),
        room("Running", ["Sandbox", "Toolchains", "Snippets", "Text", "Model"], embedding: drivers),
        room("Markup", ["Model"]),
        room("Text", ["Model", "CPcre2"]),
        room("YAML", ["Model", yams]),
        room("Reporting", ["Audit", "Model"]),
        room("Audit", ["Model"]),
        room("Fleet", ["YAML", "Model"]),
        room("Samples", ["YAML", "Model"]),
        room("Model", settings: buildingIn),
        .plugin(name: "EmbedRules", capability: .buildTool(), dependencies: ["embed-rules"]),
        .executableTarget(
            name: "embed-rules", dependencies: ["RulePages", "Model"], path: "Sources/EmbedRules",
            exclude: ["rules"], swiftSettings: house),
        .systemLibrary(
            name: "CLibgit2", pkgConfig: takesInLibraries ? nil : "libgit2",
            providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
        .systemLibrary(
            name: "CDeflate", pkgConfig: takesInLibraries ? nil : "libdeflate",
            providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),
        .systemLibrary(
            name: "CPcre2", pkgConfig: takesInLibraries ? nil : "libpcre2-8",
            providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
        // What only tests need.
        .target(name: "RandomDocuments", path: "Tests/RandomDocuments", swiftSettings: house),
        .systemLibrary(
            name: "CCmarkGFM", path: "Tests/CCmarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
        // Tells a test of leaks how much memory is in use.
        .systemLibrary(name: "CAllocator", path: "Tests/CAllocator"),
        tests("ModelTests", ["Model"]),
        tests("TextTests", ["Text", "Model"]),
        tests("YAMLTests", ["YAML", "Model"]),
        tests("MarkupTests", ["Markup", "Model", "HTMLRendering"]),
        tests("RepositoriesTests", ["Repositories", "Model", "CAllocator"]),
        tests("ChecksTests", ["Checks", "Markup", "Text", "Model", "RandomDocuments"]),
        tests("SurfaceTests", ["Surface", "Markup", "Toolchains", "Model"]),
        tests("SnippetsTests", ["Snippets", "Markup", "Model", "RandomDocuments"]),
        tests("EcosystemsTests", ["Ecosystems", "Markup", "YAML", "Model"], leavingOut: ["Fixtures"]),
        tests("RegistriesTests", ["Registries"]),
        tests("ToolchainsTests", ["Toolchains", "Model"]),
        tests("SandboxTests", ["Sandbox"]),
        tests("RunningTests", ["Running", "Sandbox", "Toolchains", "Snippets", "Markup", "Model"]),
        tests(
            "RuleBookTests",
            [
                "Commands", "RuleBook", "RulePages", "Engine", "Checks", "HTMLRendering", "Markup",
                "Reporting", "YAML",
                "Model", "RandomDocuments",
            ]),
        tests("ArchiveTests", ["Archive", "Model", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("FreshnessTests", ["Freshness", "Markup", "Model"]),
        tests("EngineTests", ["Engine", "Checks", "Markup", "Model"]),
        tests("AuditTests", ["Audit", "Reporting", "Model"]),
        tests("FleetTests", ["Fleet", "Model"]),
        tests("SamplesTests", ["Samples", "Model"]),
        tests("ReportingTests", ["Reporting", "Model"], leavingOut: ["Goldens"]),
        tests(
            "CommandTests",
            [
                "Commands", "Running", "RandomDocuments", "Reporting", "Model",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], leavingOut: ["Transcripts"]
        ),
        tests(
            "ConformanceTests",
            [
                "RulePages", "RuleBook", "Checks", "Markup", "Model", "HTMLRendering", "RandomDocuments",
                "CCmarkGFM",
            ]),
        tests("PropertyTests", ["Markup", "Engine", "Model", "HTMLRendering", "RandomDocuments"]),
        tests("TidyTests"),
    ]
)

// The benchmarks run Docent beside its peers; a plain build must not ask for the peers' libraries.
if Context.environment["DOCENT_BENCHMARKS"] != nil {
    package.targets += [
        .systemLibrary(
            name: "CMd4c", path: "Tests/CMd4c", pkgConfig: "md4c",
            providers: [.apt(["libmd4c-dev"]), .brew(["md4c"])]),
        .executableTarget(
            name: "benchmarks",
            dependencies: ["Markup", "Model", "Repositories", "RandomDocuments", "CCmarkGFM", "CMd4c"],
            path: "Tests/Benchmarks", swiftSettings: house,
            linkerSettings: takesInLibraries ? takingInLibraries : []),
    ]
}
