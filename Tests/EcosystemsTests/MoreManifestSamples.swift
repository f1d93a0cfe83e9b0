extension ManifestTests {
    static let dotnet = [
        Sample(
            "src/App.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>net6.0-windows; net472;netstandard2.0;$(More)</TargetFrameworks></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Newtonsoft.Json" Version="12.0.3" />
                <PackageReference Include="Serilog"><Version>2.*</Version></PackageReference>
                <PackageReference Include="Central" />
                <PackageReference Include="Set" Version="$(SetVersion)" />
                <PackageReference Include="Tool" Version="1.0.0" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """,
            [
                "dependency Newtonsoft.Json 12.0.3", "dependency Serilog 2.*",
                "dependency Central  – its version stands in Directory.Packages.props, or nowhere",
                "dependency Set $(SetVersion) – `$(SetVersion)` is set elsewhere",
                "dependency Tool 1.0.0 (development)", "runtime dotnet 6", "runtime dotnetfx 4.7.2",
            ]),
        Sample(
            "Directory.Packages.props",
            "<Project><ItemGroup><PackageVersion Include=\"Central\" Version=\"3.1.0\" /></ItemGroup></Project>",
            ["dependency Central 3.1.0"]),
        Sample(
            "old/packages.config",
            "<packages><package id=\"jQuery\" version=\"3.4.1\" targetFramework=\"net45\" /></packages>",
            ["dependency jQuery 3.4.1"]),
        Sample("global.json", #"{"sdk": {"version": "6.0.100"}}"#, ["runtime dotnet 6"]),
        Sample(
            "web.csproj",
            "<Project><PropertyGroup><TargetFramework>netcoreapp3.1</TargetFramework></PropertyGroup></Project>",
            ["runtime dotnet 3.1"]),
    ]

    static let ruby = [
        Sample(
            "Gemfile",
            """
            source 'https://example.org'
            ruby '2.7.1'
            gem 'rails', '~> 6.0', '>= 6.0.3'
            gem "sinatra"
            gem 'local', path: '../local'
            # gem 'no', '1.0'
            group :development, :test do
              gem 'rspec', '3.9.0'
            end
            gem 'puma', '~> 5.0', group: :production
            """,
            [
                "runtime ruby 2.7.1", "dependency rails ~> 6.0, >= 6.0.3", "dependency sinatra ",
                "dependency local  – it names a source and no version",
                "dependency rspec 3.9.0 (development)",
                "dependency puma ~> 5.0",
            ]),
        Sample(
            "x.gemspec",
            """
            Gem::Specification.new do |spec|
              spec.required_ruby_version = '>= 2.5'
              spec.add_dependency 'rack', '~> 2.0'
              spec.add_development_dependency('rake', '~> 13.0')
            end
            """, ["runtime ruby >= 2.5", "dependency rack ~> 2.0", "dependency rake ~> 13.0 (development)"]),
        Sample(
            "Gemfile.lock",
            "GEM\n  remote: https://example.org/\n  specs:\n    nokogiri (1.13.6-x86_64-linux)\n      racc (~> 1.4)\n    racc (1.6.0)\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  nokogiri\n",
            ["dependency nokogiri  = 1.13.6 (transitive)", "dependency racc  = 1.6.0 (transitive)"]),
        Sample(
            "Podfile",
            "platform :ios, '11.0'\ntarget 'App' do\n  pod 'Firebase/Auth', '~> 8.0'\n  pod 'Mine', :path => '../Mine'\nend\n",
            ["dependency Firebase ~> 8.0", "dependency Mine  – it names a source and no version"]),
        Sample(
            "Podfile.lock",
            "PODS:\n  - Firebase/Auth (8.1.0):\n    - Firebase/CoreOnly\n  - GoogleUtilities (7.4.1)\n\nDEPENDENCIES:\n  - Firebase/Auth (~> 8.0)\n",
            [
                "dependency Firebase/Auth  = 8.1.0 (transitive)",
                "dependency GoogleUtilities  = 7.4.1 (transitive)",
            ]),
    ]

    static let php = [
        Sample(
            "composer.json",
            #"{"require": {"php": "^7.4", "ext-json": "*", "slim/slim": "^4.0"}, "require-dev": {"phpunit/phpunit": "9.5.*"}}"#,
            [
                "runtime php ^7.4", "dependency slim/slim ^4.0",
                "dependency phpunit/phpunit 9.5.* (development)",
            ]),
        Sample(
            "composer.lock",
            #"{"packages": [{"name": "slim/slim", "version": "4.8.1"}], "packages-dev": [{"name": "a/b", "version": "dev-main"}]}"#,
            [
                "dependency slim/slim  = 4.8.1 (transitive)",
                "dependency a/b  = dev-main (development) – it follows a branch",
            ]),
    ]

    static let containers = [
        Sample(
            "Dockerfile",
            """
            # syntax=docker/dockerfile:1
            ARG PY=3.8
            ARG UNSET
            FROM --platform=$BUILDPLATFORM golang:1.16-alpine AS build
            FROM build AS test
            FROM python:${PY}-slim
            FROM node:${NODE:-14}
            FROM ruby:${UNSET}
            FROM scratch
            FROM alpine@sha256:0123
            from mcr.microsoft.com/dotnet/sdk:6.0 as sdk
            COPY --from=build /a /b
            COPY --from=docker.io/library/nginx:1.19 /c /d
            FROM registry:5000/own/image
            """,
            [
                "image golang 1.16-alpine", "image python 3.8-slim", "image node 14",
                "image ruby  – its tag is a variable that is set elsewhere",
                "image alpine  – it has a digest and no tag",
                "image mcr.microsoft.com/dotnet/sdk 6.0", "image nginx 1.19",
                "image registry:5000/own/image  – it has no tag",
            ]),
        Sample(
            "docker-compose.yml",
            """
            services:
              db:
                image: "postgres:9.6"
              cache:
                image: redis:${REDIS_TAG:-5}-alpine
              web:
                build: .
                image: mine:1.0
              proxy:
                image: nginx:latest
            """,
            [
                "image postgres 9.6", "image redis 5-alpine",
                "image nginx latest – `latest` is a tag that moves",
            ]),
    ]

    static let actions = [
        Sample(
            ".github/workflows/ci.yml",
            """
            on: push
            jobs:
              test:
                runs-on: ${{ matrix.os }}
                strategy:
                  matrix:
                    os: [ubuntu-20.04, ubuntu-latest]
                    node: [12, 14.x, lts/*]
                container:
                  image: swift:5.5
                services:
                  db:
                    image: mysql:5.7
                steps:
                  - uses: actions/checkout@v2
                  - uses: actions/setup-node@v1
                    with:
                      node-version: ${{ matrix.node }}
                  - uses: actions/setup-python@v4
                    with: { python-version: "3.7" }
                  - uses: ./local
                  - uses: owner/repo/folder@main
                  - uses: a/b@0123456789012345678901234567890123456789
                  - uses: docker://alpine:3.8
                  - run: echo uses
              call:
                uses: owner/shared/.github/workflows/x.yml@v1.2
            """,
            [
                "image swift 5.5", "image mysql 5.7",
                "runtime github-actions-runner-images ubuntu-20.04 (development)",
                "action actions/checkout v2 (development)", "action actions/setup-node v1 (development)",
                "runtime nodejs 12 (development)", "runtime nodejs 14 (development)",
                "action actions/setup-python v4 (development)", "runtime python 3.7 (development)",
                "action owner/repo main (development) – `main` is a branch",
                "action a/b 0123456789012345678901234567890123456789 (development) – it is a commit",
                "image alpine 3.8",
                "action owner/shared v1.2 (development)",
            ]),
        Sample("action.yml", "name: x\nruns:\n  using: node12\n  main: a.js\n", ["runtime nodejs 12"]),
    ]

    static let runtimes = [
        Sample(
            ".tool-versions",
            "# tools\nnodejs 14.17.0\njava temurin-17.0.1\nunknown 1.0\npython 3.8.1 2.7.18\n",
            ["runtime nodejs 14.17.0", "runtime java 17", "runtime python 3.8.1"]),
        Sample(".nvmrc", "v12.18.3\n", ["runtime nodejs 12.18.3"]),
        Sample("a/.nvmrc", "lts/erbium\n", []),
        Sample(".python-version", "3.7.9\n", ["runtime python 3.7.9"]),
        Sample(".ruby-version", "ruby-2.6.5\n", ["runtime ruby 2.6.5"]),
        Sample("runtime.txt", "python-3.7.3\n", ["runtime python 3.7.3"]),
        Sample("app.yaml", "# App Engine\nruntime: python310  # new\nservice: x\n", ["runtime python 3.10"]),
        Sample("b/app.yaml", "runtime: nodejs\nenv: flex\n", []),
        Sample(
            "serverless.yml",
            "provider:\n  name: aws\n  runtime: nodejs12.x\nfunctions:\n  a:\n    handler: x.y\n    runtime: python3.8\n  b:\n    runtime: ${self:custom.r}\n",
            ["runtime aws-lambda nodejs12.x", "runtime aws-lambda python3.8"]),
        Sample(
            "template.yaml",
            "Globals:\n  Function:\n    Runtime: python3.9\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: go1.x\n      Role: !GetAtt R.Arn\n  T:\n    Type: AWS::S3::Bucket\n",
            ["runtime aws-lambda python3.9", "runtime aws-lambda go1.x"]),
        Sample(
            "app/host.json",
            #"""
            {"version": "2.0", "extensionBundle":
              {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[3.*, 4.0.0)"}}
            """#,
            ["runtime azure-functions 2", "runtime azure-functions-bundle 3"]),
        Sample("other/host.json", #"{"version": "1.7", "extensionBundle": {"version": "[1, 2)"}}"#, []),
        Sample(
            "app/local.settings.json",
            #"{"Values": {"FUNCTIONS_EXTENSION_VERSION": "~3", "WEBSITE_NODE_DEFAULT_VERSION": "~14", "KEY": "~2"}}"#,
            ["runtime azure-functions 3", "runtime nodejs 14"]),
        Sample(
            "infra/main.bicep",
            """
            siteConfig: {
              linuxFxVersion: 'Python|3.8'
              appSettings: [
                {
                  name: 'FUNCTIONS_EXTENSION_VERSION'
                  value: '~4'
                }
                { name: 'OTHER', value: '~3' }
              ]
            }
            """, ["runtime python 3.8", "runtime azure-functions 4"]),
        Sample(
            "azuredeploy.json",
            #"""
            {"siteConfig": {"linuxFxVersion": "DOTNET-ISOLATED|6.0",
              "appSettings": [
                {
                  "name": "FUNCTIONS_EXTENSION_VERSION",
                  "value": "~2"
                }]}}
            """#, ["runtime azure-functions 2"]),
        Sample("firebase.json", #"{"functions": {"runtime": "nodejs16"}}"#, ["runtime nodejs 16"]),
    ]
}
