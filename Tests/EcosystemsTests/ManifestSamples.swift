extension ManifestTests {
    static let swift = [
        Sample(
            "Package.swift",
            """
            // swift-tools-version:5.9
            import PackageDescription
            let package = Package(
                name: "App",
                dependencies: [
                    // .package(url: "https://github.com/old/old", from: "1.0.0"),
                    .package(url: "https://github.com/vapor/vapor.git", from: "4.76.0"),
                    .package(name: "Leaf", url: "https://github.com/vapor/leaf", .upToNextMinor(from: "4.0.0")),
                    .package(url: "https://github.com/a/b", "1.0.0"..<"1.5.0"),
                    .package(url: "https://github.com/a/c", branch: "main"),
                    .package(url: "https://github.com/a/d", exact: "2.0.0", traits: []),
                    .package(url: "https://github.com/a/e", from: version),
                    .package(path: "../Local"),
                ],
                targets: [.target(name: "App", dependencies: [.product(name: "Vapor", package: "vapor")])]
            )
            """,
            [
                "runtime swift 5.9",
                "dependency https://github.com/vapor/vapor.git from: \"4.76.0\"",
                "dependency https://github.com/vapor/leaf .upToNextMinor(from: \"4.0.0\")",
                "dependency https://github.com/a/b \"1.0.0\"..<\"1.5.0\"",
                "dependency https://github.com/a/c branch: \"main\"",
                "dependency https://github.com/a/d exact: \"2.0.0\"",
                "dependency https://github.com/a/e from: version – its version is no literal",
            ]),
        Sample(
            "Package.resolved",
            #"""
            {"pins": [
              {"identity": "vapor", "location": "https://github.com/vapor/vapor.git", "state": {"revision": "a", "version": "4.80.0"}},
              {"identity": "x", "location": "https://github.com/a/x", "state": {"branch": "main", "revision": "b"}}
            ], "version": 2}
            """#,
            [
                "dependency https://github.com/vapor/vapor.git  = 4.80.0 (transitive)",
                "dependency https://github.com/a/x  (transitive) – it is a commit without a version",
            ]),
    ]

    static let node = [
        Sample(
            "web/package.json",
            #"""
            {"dependencies": {"react": "^17.0.2", "mine": "workspace:*", "old": "npm:new@~1.2.0"},
             "devDependencies": {"jest": "29.x"}, "engines": {"node": ">=14"}, "packageManager": "pnpm@8.6.0+sha256.abc"}
            """#,
            [
                "dependency react ^17.0.2", "dependency mine workspace:*", "dependency new ~1.2.0",
                "dependency jest 29.x (development)", "runtime nodejs >=14", "tool pnpm 8.6.0 (development)",
            ]),
        Sample(
            "package-lock.json",
            #"""
            {"lockfileVersion": 3, "packages": {
              "": {"dependencies": {"react": "^17.0.2"}},
              "node_modules/react": {"version": "17.0.2"},
              "node_modules/@a/b": {"version": "1.0.0", "dev": true},
              "node_modules/react/node_modules/object-assign": {"version": "4.1.1"}}}
            """#,
            [
                "dependency react  = 17.0.2", "dependency @a/b  = 1.0.0 (development)",
                "dependency object-assign  = 4.1.1 (transitive)",
            ]),
        Sample(
            "old/package-lock.json",
            #"{"lockfileVersion": 1, "dependencies": {"a": {"version": "1.0.0", "dependencies": {"b": {"version": "2.0.0"}}}}}"#,
            ["dependency a  = 1.0.0", "dependency b  = 2.0.0 (transitive)"]),
        Sample(
            "yarn.lock",
            """
            # yarn lockfile v1


            "@babel/core@^7.1.0", "@babel/core@^7.7.5":
              version "7.12.3"
              resolved "https://example.org/core.tgz"
              dependencies:
                version "1.0"

            lodash@^4.17.11:
              version "4.17.20"
            """,
            [
                "dependency @babel/core ^7.1.0 = 7.12.3 (transitive)",
                "dependency @babel/core ^7.7.5 = 7.12.3 (transitive)",
                "dependency lodash ^4.17.11 = 4.17.20 (transitive)",
            ]),
        Sample(
            "berry/yarn.lock",
            """
            __metadata:
              version: 6

            "react@npm:^17.0.2":
              version: 17.0.2
              resolution: "react@npm:17.0.2"
            """,
            ["dependency __metadata  = 6 (transitive)", "dependency react ^17.0.2 = 17.0.2 (transitive)"]),
        Sample(
            "pnpm-lock.yaml",
            """
            lockfileVersion: '6.0'

            dependencies:
              react:
                specifier: ^17.0.2
                version: 17.0.2(x@1.0.0)
              local:
                specifier: link:../local
                version: link:../local

            devDependencies:
              jest:
                specifier: 29.x
                version: 29.5.0

            packages:
            \t broken
            """, ["dependency react ^17.0.2 = 17.0.2", "dependency jest 29.x = 29.5.0 (development)"]),
    ]

    static let python = [
        Sample(
            "requirements.txt",
            """
            # what the app needs
            Flask==2.0.1
            requests[security] >= 2.8.1, == 2.8.* ; python_version < "3.8"
            numpy~=1.20  # for arrays
            pkg @ https://example.org/pkg.zip
            -e .
            django==3.2 --hash=sha256:abc
            plain
            https://example.org/other.whl
            """,
            [
                "dependency Flask ==2.0.1", "dependency requests >= 2.8.1, == 2.8.*",
                "dependency numpy ~=1.20",
                "dependency pkg  – it names an address and no version", "dependency django ==3.2",
                "dependency plain ",
            ]),
        Sample(
            "pyproject.toml",
            """
            [project]
            requires-python = ">=3.8"
            dependencies = ["httpx>=0.23", 'rich']
            [project.optional-dependencies]
            test = ["pytest<8"]
            [dependency-groups]
            lint = ["ruff==0.1.0", {include-group = "x"}]
            [tool.poetry.dependencies]
            python = "^3.9"
            fastapi = "^0.95"
            local = {path = "../local"}
            uvicorn = {version = "~0.20", extras = ["standard"]}
            """,
            [
                "runtime python >=3.8", "dependency httpx >=0.23", "dependency rich ",
                "dependency pytest <8 (development)",
                "dependency ruff ==0.1.0 (development)", "runtime python ^3.9", "dependency fastapi ^0.95",
                "dependency local  – it names a source and no version", "dependency uvicorn ~0.20",
            ]),
        Sample(
            "Pipfile",
            """
            [packages]
            flask = "*"
            requests = ">=2.0"
            [dev-packages]
            black = {version = "==22.1.0"}
            [requires]
            python_version = "3.7"
            """,
            [
                "dependency flask ", "dependency requests >=2.0", "dependency black ==22.1.0 (development)",
                "runtime python 3.7",
            ]),
        Sample(
            "Pipfile.lock",
            #"{"default": {"flask": {"version": "==2.0.1"}}, "develop": {"black": {"version": "==22.1"}}}"#,
            ["dependency flask  = 2.0.1 (transitive)", "dependency black  = 22.1 (development)"]),
        Sample(
            "uv.lock",
            """
            version = 1
            [[package]]
            name = "app"
            version = "0.1"
            source = { virtual = "." }
            [[package]]
            name = "httpx"
            version = "0.27.0"
            source = { registry = "https://example.org/simple" }
            """, ["dependency httpx  = 0.27.0 (transitive)"]),
        Sample(
            "setup.cfg",
            """
            [metadata]
            name = app
            [options]
            python_requires = >=3.6
            install_requires =
                click>=7
                attrs
            [options.extras_require]
            test = pytest>=6
            """,
            [
                "runtime python >=3.6", "dependency click >=7", "dependency attrs ",
                "dependency pytest >=6 (development)",
            ]),
        Sample(
            "setup.py",
            """
            from setuptools import setup
            setup(
                name="app", python_requires='>=3.6',  # install_requires=["no"]
                install_requires=["click>=7", 'six'], tests_require=[MORE, "mock"],
            )
            """,
            [
                "runtime python >=3.6", "dependency click >=7", "dependency six ",
                "dependency mock (development)",
            ].map { $0.hasPrefix("dependency mock") ? "dependency mock  (development)" : $0 }),
    ]

    static let go = [
        Sample(
            "go.mod",
            """
            module example.org/app

            go 1.19
            toolchain go1.21.3

            require (
            \tgithub.com/gin-gonic/gin v1.9.0
            \tgolang.org/x/sys v0.5.0 // indirect
            \tgithub.com/a/b v0.0.0-20220101120000-abcdefabcdef
            )
            require github.com/c/d v2.0.0+incompatible
            replace github.com/c/d => ../d
            """,
            [
                "runtime go 1.19", "runtime go 1.21.3", "dependency github.com/gin-gonic/gin v1.9.0",
                "dependency golang.org/x/sys v0.5.0 (transitive)",
                "dependency github.com/a/b v0.0.0-20220101120000-abcdefabcdef – it is a commit without a version",
                "dependency github.com/c/d v2.0.0+incompatible – the file replaces it with something else",
            ])
    ]

    static let rust = [
        Sample(
            "Cargo.toml",
            """
            [package]
            name = "app"
            rust-version = "1.65"
            [dependencies]
            serde = { version = "1.0", features = ["derive"] }
            tokio = "1.28.1"
            local = { path = "../local" }
            shared.workspace = true
            renamed = { package = "real", version = "0.3" }
            [dev-dependencies]
            rand = "0.8"
            [target.'cfg(unix)'.dependencies]
            nix = "0.26"
            """,
            [
                "runtime rust 1.65", "dependency serde 1.0", "dependency tokio 1.28.1",
                "dependency local  – it names a source and no version",
                "dependency shared  – its version stands in the workspace's Cargo.toml",
                "dependency real 0.3",
                "dependency rand 0.8 (development)", "dependency nix 0.26",
            ]),
        Sample(
            "Cargo.lock",
            """
            version = 3
            [[package]]
            name = "app"
            version = "0.1.0"
            [[package]]
            name = "serde"
            version = "1.0.163"
            source = "registry+https://example.org/index"
            """, ["dependency serde  = 1.0.163 (transitive)"]),
        Sample("rust-toolchain.toml", "[toolchain]\nchannel = \"1.70.0\"\n", ["runtime rust 1.70.0"]),
        Sample("rust-toolchain", "stable\n", []),
    ]

    static let java = [
        Sample(
            "pom.xml",
            """
            <?xml version="1.0"?>
            <project>
              <parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>2.7.0</version></parent>
              <properties><java.version>1.8</java.version><guava.version>31.1-jre</guava.version></properties>
              <!-- <dependency><artifactId>no</artifactId></dependency> -->
              <dependencies>
                <dependency><groupId>com.google.guava</groupId><artifactId>guava</artifactId><version>${guava.version}</version></dependency>
                <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency>
                <dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.12</version><scope>test</scope></dependency>
                <dependency><groupId>a</groupId><artifactId>b</artifactId><version>${other}</version></dependency>
              </dependencies>
              <build><plugins><plugin><artifactId>maven-jar-plugin</artifactId><version>3.2.0</version></plugin></plugins></build>
            </project>
            """,
            [
                "dependency org.springframework.boot:spring-boot-starter-parent 2.7.0",
                "dependency com.google.guava:guava 31.1-jre",
                "dependency org.springframework.boot:spring-boot-starter-web  – its version stands in a parent, or in a list of versions that is elsewhere",
                "dependency junit:junit 4.12 (development)",
                "dependency a:b ${other} – `${other}` is set elsewhere",
                "dependency org.apache.maven.plugins:maven-jar-plugin 3.2.0 (development)", "runtime java 8",
            ]),
        Sample(
            "build.gradle",
            """
            plugins {
                id 'org.springframework.boot' version '2.7.0'
            }
            ext.guavaVersion = '31.1-jre'
            sourceCompatibility = '11'
            dependencies {
                implementation "com.google.guava:guava:$guavaVersion"
                implementation 'org.springframework.boot:spring-boot-starter-web'
                testImplementation group: 'junit', name: 'junit', version: '4.12'
                implementation("a.b:c:${unknown}")
                // implementation 'x.y:z:1.0'
                println 'a.b:c:d'
            }
            """,
            [
                "dependency org.springframework.boot:org.springframework.boot.gradle.plugin 2.7.0 (development)",
                "dependency com.google.guava:guava 31.1-jre",
                "dependency org.springframework.boot:spring-boot-starter-web  – its version stands in a parent, or in a list of versions that is elsewhere",
                "dependency junit:junit 4.12",
                "dependency a.b:c ${unknown} – its version is a variable that is set elsewhere",
                "runtime java 11",
            ]),
        Sample(
            "build.gradle.kts",
            """
            plugins { kotlin("jvm") version "1.8.0" }
            val ktor = "2.3.0"
            dependencies { implementation("io.ktor:ktor-server-core:$ktor") }
            java { toolchain { languageVersion.set(JavaLanguageVersion.of(17)) } }
            """,
            [
                "dependency org.jetbrains.kotlin.jvm:org.jetbrains.kotlin.jvm.gradle.plugin 1.8.0 (development)",
                "dependency io.ktor:ktor-server-core 2.3.0", "runtime java 17",
            ]),
        Sample(
            "gradle/libs.versions.toml",
            """
            [versions]
            ktor = "2.3.0"
            [libraries]
            core = { module = "io.ktor:ktor-server-core", version.ref = "ktor" }
            short = "a:b:1.0"
            parts = { group = "c", name = "d", version = { strictly = "3.0" } }
            [plugins]
            jvm = { id = "org.jetbrains.kotlin.jvm", version = "1.8.0" }
            """,
            [
                "dependency io.ktor:ktor-server-core 2.3.0", "dependency a:b 1.0", "dependency c:d 3.0",
                "dependency org.jetbrains.kotlin.jvm:org.jetbrains.kotlin.jvm.gradle.plugin 1.8.0 (development)",
            ]),
        Sample(
            "gradle/wrapper/gradle-wrapper.properties",
            "distributionUrl=https\\://services.gradle.org/distributions/gradle-7.4.2-bin.zip\n",
            ["tool gradle 7.4.2 (development)"]),
    ]
}
