import Markup
import Model
import Testing

@testable import Surface

@Suite("Requests, by the description of a service")
struct ServiceTests {
    private let service = Service(
        SourceText(
            """
            openapi: 3.0.3
            info: {title: Shop, version: 2.1.0}
            servers: [{url: "https://api.shop.example/v1"}]
            paths:
              /orders:
                get:
                  parameters: [{$ref: "#/components/parameters/Page"}]
                post:
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema: {$ref: "#/components/schemas/Order"}
                      application/x-www-form-urlencoded:
                        schema: {$ref: "#/components/schemas/Order"}
              /orders/{id}:
                get: {deprecated: true}
              /orders/latest:
                get: {}
              /search:
                get: {parameters: [{name: parameters, in: query, required: true, schema: {type: object}}]}
            components:
              parameters:
                Page: {name: page, in: query, required: true}
              schemas:
                Order:
                  type: object
                  additionalProperties: false
                  required: [item]
                  properties:
                    item: {type: string}
                    count: {type: integer}
                    colour: {type: string, enum: [red, blue]}
            """))

    private func faults(_ code: String, as label: String = "sh") throws -> [String] {
        let page = "```\(label)\n\(code)\n```\n"
        let document = Markdown.parse(SourceFile(path: "page.md", bytes: Array(page.utf8)), dialect: .gfm)
        return try #require(service).judge(document).map {
            "\(document.text.string($0.range)): \($0.sentence)"
        }
    }

    @Test(
        "What fits is fine",
        arguments: [
            "curl 'https://api.shop.example/v1/orders?page=2'",
            "curl https://api.shop.example/v1/orders/latest",
            "curl https://api.shop.example/v1/orders -d item=a -d count=2",
            "curl -X POST https://api.shop.example/v1/orders -H 'Content-Type: application/json' -d '{\"item\": \"a\"}'",
            "curl https://api.shop.example/v1/orders -d @order.json", "curl https://other.example/v1/nothing",
            "curl $BASE/v1/whatever", "curl $BASE/orders?page=1", "curl localhost:80/v1/orders?page=1",
            "curl https://api.shop.example/v1/orders --data '{ ... }'",
            "curl -G https://api.shop.example/v1/orders -d page=2",
            "curl https://api.shop.example/v1/orders -d item=a -d colour=$COLOUR", "echo curl",
            "curl 'https://api.shop.example/v1/search?q=a'",
        ])
    func fine(_ code: String) throws { #expect(try faults(code).isEmpty) }

    @Test("A path or a method that is not there is named")
    func unknown() throws {
        #expect(
            try faults("curl https://api.shop.example/v1/order") == [
                "https://api.shop.example/v1/order: Shop has no path `/v1/order`; there is `/orders`"
            ])
        #expect(
            try faults("curl -X DELETE https://api.shop.example/v1/orders/latest") == [
                "DELETE: `/orders/latest` takes GET, and not DELETE"
            ])
    }

    @Test("A parameter that is needed, a field that is unknown, a value of another type")
    func contents() throws {
        #expect(
            try faults("curl https://api.shop.example/v1/orders") == [
                "https://api.shop.example/v1/orders: `GET /orders` needs the query parameter `page`"
            ])
        #expect(
            try faults("curl https://api.shop.example/v1/orders -d item=a -d cout=2") == [
                "cout=2: `POST /orders` takes no `cout`; there is `count`"
            ])
        #expect(
            try faults(
                "POST /v1/orders HTTP/1.1\nHost: api.shop.example\n\n{\"count\": \"2\", \"colour\": \"green\"}",
                as: "http"
            )
            .count == 3)
    }

    @Test("The fields of a form in a message are looked at one by one")
    func formInMessage() throws {
        let head =
            "POST /v1/orders HTTP/1.1\nHost: api.shop.example\nContent-Type: application/x-www-form-urlencoded\n\n"
        #expect(try faults(head + "item=a&count=2\n", as: "http").isEmpty)
        let wrong = try faults(head + "item=a&cout=2\n", as: "http")
        #expect(wrong.count == 1 && wrong[0].hasSuffix("`POST /orders` takes no `cout`; there is `count`"))
    }

    @Test("An operation that is deprecated is told apart")
    func deprecated() throws {
        #expect(
            try faults("curl https://api.shop.example/v1/orders/17") == [
                "https://api.shop.example/v1/orders/17: `GET /orders/{id}` is deprecated"
            ])
    }

    @Test("Words are read as a shell reads them")
    func words() {
        let words = ShellWords(Array("curl -H \"A: b c\" \\\n  'x y'\\''z' # no\nls".utf8)).commands.map {
            $0.map(\.text)
        }
        #expect(words == [["curl", "-H", "A: b c", "x y'z"], ["ls"]])
    }

    @Test(
        "What describes no service is refused", arguments: ["", "{}", "openapi: 3.0.0", "a: [", "[1]", "\0"])
    func refused(_ text: String) { #expect(Service(SourceText(text)) == nil) }

    @Test("A description in the old version, with references that lead in a circle")
    func old() throws {
        let service = try #require(
            Service(
                SourceText(
                    """
                    {"swagger": "2.0", "host": "api.shop.example", "basePath": "/v1", "paths": {"/a": {"post": {
                    "parameters": [{"name": "b", "in": "body", "required": true, "schema": {"$ref": "#/definitions/A"}}]}}},
                    "definitions": {"A": {"type": "object", "properties": {"a": {"$ref": "#/definitions/A"}}}}}
                    """)))
        let request = try #require(
            WrittenRequest.commands(
                in: Array("curl https://api.shop.example/v1/a -d '{\"a\": {\"a\": 1}}'".utf8)
            ).first)
        #expect(
            service.judge(request).map(\.sentence) == [
                "`a.a` of `POST /a` is of type object, and not integer"
            ])
    }
}
