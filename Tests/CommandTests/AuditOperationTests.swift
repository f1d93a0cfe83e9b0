import Testing

@Suite("An audit holds requests and links against what a service offers")
struct AuditOperationTests {
    @Test("requests in pages are held against a product's OpenAPI document: gone, refused, and fine")
    func operations() throws {
        try AuditYard.with { yard in
            func api(_ paths: String) -> String {
                """
                openapi: 3.0.0
                info: {title: Shop, version: "1"}
                servers: [{url: "https://api.example.org/v1"}]
                paths:
                \(paths)

                """
            }
            let items = """
                  /items:
                    get: {responses: {"200": {description: ok}}}
                """
            let old = """
                    put: {responses: {"200": {description: ok}}}
                  /carts/{id}:
                    post: {responses: {"200": {description: ok}}}
                """
            try yard.write("shop/api.yml", api(items + "\n" + old))
            try yard.commit("shop", "2025-01-05", tag: "1.0.0")
            try yard.write("shop/api.yml", api(items))
            try yard.commit("shop", "2025-06-05", tag: "2.0.0")
            try yard.write(
                "docs/page.md",
                """
                # Page

                ```sh
                curl https://api.example.org/v1/items
                curl -X POST https://api.example.org/v1/carts/7
                curl -X DELETE https://api.example.org/v1/items
                curl -X PUT https://api.example.org/v1/items
                curl https://elsewhere.example.org/v1/carts/7
                ```

                """)
            try yard.commit("docs", "2025-02-05")
            try yard.write(
                "fleet.yml",
                "repositories:\n  - {path: docs, role: docs}\n  - {path: shop, role: product, openapi: api.yml}\n"
            )
            let report = try yard.audit()
            #expect(
                report.contains("error[operation-gone]: `POST /carts/{id}` is not there since 2.0.0"),
                "\(report)")
            #expect(report.contains("docs:page.md:5"))
            #expect(report.contains("error[request-refused]: `/items` takes GET, and not DELETE"))
            // Its path is still there.
            #expect(report.contains("error[operation-gone]: `PUT /items` is not there since 2.0.0"))
            #expect(report.contains("operations: 1 of 4 hold"))
        }
    }

    @Test(
        "links to the page of an operation, and requests to a reader's own machine, are held against the document"
    )
    func operationLinks() throws {
        try AuditYard.with { yard in
            func operation(_ path: String, _ id: String) -> String {
                """
                  \(path):
                    post:
                      operationId: \(id)
                      externalDocs: {url: "https://docs.example.org/rest/\(id)#\(id)"}

                """
            }
            let head = """
                openapi: 3.0.0
                info: {title: Shop, version: "1"}
                servers: [{url: "http://{host}:{port}", variables: {host: {default: localhost}, port: {default: "6333"}}}]
                paths:

                """
            let old = operation("/items/{id}/find", "find_item") + operation("/items/{id}/drop", "drop_item")
            try yard.write("shop/api.yml", head + operation("/items", "add_item") + old)
            try yard.commit("shop", "2025-01-05", tag: "1.0.0")
            try yard.write("shop/api.yml", head + operation("/items", "add_item"))
            try yard.commit("shop", "2025-06-05", tag: "2.0.0")
            try yard.write(
                "docs/page.md",
                """
                # Page

                - [Add](https://docs.example.org/rest/add_item#add_item)
                - [Find](https://docs.example.org/rest/find_item#find_item)
                - [Redoc](https://any.example.org/redoc/index.html#tag/items/operation/find_item)
                - [Swagger](https://any.example.org/ui/#/items/drop_item)
                - [Others](https://any.example.org/ui/#/items/other_item)

                ```sh
                curl -X POST localhost:6333/items/7/find
                curl -X POST localhost:8080/items/7/drop
                ```

                """)
            try yard.write("docs/other.md", "# Other\n\n```sh\ncurl -X POST $HOST/items/7/find\n```\n")
            try yard.write(
                "docs/both.md",
                "# Both\n\n```sh\ncurl -X POST $HOST/items\ncurl -X POST $HOST/items/7/find\n```\n")
            try yard.commit("docs", "2025-02-05")
            try yard.write(
                "fleet.yml",
                "repositories:\n  - {path: docs, role: docs}\n  - {path: shop, role: product, openapi: api.yml}\n"
            )
            let report = try yard.audit()
            let gone =
                "[operation-gone]: `POST /items/{id}/find` is not there since 2.0.0\n  --> docs:page.md"
            #expect(report.contains("error\(gone):4"), "\(report)")
            #expect(report.contains("error\(gone.replacing("]:", with: "], likely:")):5"))
            #expect(
                report.contains(
                    "likely: `POST /items/{id}/drop` is not there since 2.0.0\n  --> docs:page.md:6"))
            #expect(report.contains("error\(gone):10"))
            // Behind another port, and behind a variable, it is only likely; alone on a page it may be anybody's.
            #expect(report.contains("docs:page.md:11"))
            #expect(!report.contains("docs:page.md:7") && !report.contains("docs:other.md"))
            #expect(report.contains("docs:both.md:5"))
        }
    }
}
