import Testing

@testable import Running

@Suite(
    "A name that is misspelt in C is found",
    .enabled("not run: no bubblewrap or no gcc") { Compilers.areThere("gcc") })
struct CSlipTests {
    private static let header = """
        typedef enum { SHOP_OK } shop_code;
        typedef enum { SHOP_NAME } shop_option;
        typedef struct shop shop;
        shop *shop_open(const char *name);
        shop_code shop_close(shop *handle);
        shop_code shop_setopt(shop *handle, shop_option option, ...);
        #define shop_setopt(handle, option, value) \\
          ({ _Static_assert(sizeof(option) > 1, "size"); (shop_setopt)(handle, option, value); })

        """
    private static let files = ["CMakeLists.txt": "", "include/shop.h": header]

    private func found(_ codes: String...) async throws -> [String] {
        let page = codes.map { "```c\n#include <shop.h>\n\n\($0)\n```\n" }.joined(separator: "\n")
        return try await compiled(page, files: Self.files)
    }

    @Test("as the function of a prototype, where the header has another one")
    func functions() async throws {
        #expect(try await found("shop *shop_open(const char *name);") == ["passed types"])
        #expect(try await found("shop *shop_opne(const char *name);") == ["failed 4:7 `shop_opne`"])
        #expect(
            try await found("shop_code shop_close(shop *handle);\nshop_code shop_colse(shop *handle);") == [
                "failed 5:11 `shop_colse`"
            ])
    }

    @Test("but not where it may be a function that this header does not have")
    func unknownFunctions() async throws {
        #expect(try await found("shop_code shop_empty(shop *handle);") == ["passed types"])
        #expect(try await found("shop_code shop_getopt(shop *handle, int option);") == ["passed types"])
    }

    @Test("as a type in a prototype, whatever else the compiler makes of it")
    func types() async throws {
        #expect(try await found("shop_coed shop_close(shop *handle);") == ["failed 4:1 `shop_coed`"])
    }

    @Test("in a prototype with a value in the place of a parameter, of a function that is a macro, too")
    func macros() async throws {
        #expect(
            try await found("shop_code shop_setopt(shop *handle, SHOP_NAME, char *name);") == ["passed types"]
        )
        #expect(
            try await found("shop_code shop_setotp(shop *handle, SHOP_NAME, char *name);") == [
                "failed 4:11 `shop_setotp`"
            ])
        #expect(
            try await found("shop_code shop_setopt(shop *handle, SHOP_NMAE, char *name);") == [
                "failed 4:37 `SHOP_NMAE`"
            ])
        #expect(
            try await found("shop_coed shop_setopt(shop *handle, SHOP_NAME, char *name);") == [
                "failed 4:1 `shop_coed`"
            ])
    }

    @Test("as a type of the standard library, of which the compiler knows no other")
    func standard() async throws {
        #expect(
            try await compiled("c", "void log_to(void) {\n  FIEL *file = 0;\n}").hasPrefix(
                "failed 3:3 `FIEL`"))
    }

    @Test("where another snippet of the page has it right")
    func neighbours() async throws {
        #expect(
            try await found("int size_of(struct shop_custmer *one);", "struct shop_customer { int id; };")
                == [
                    "passed types", "passed types",
                ])
        let wrong = try await found(
            "int id(struct shop_custmer *one) { return one->id; }", "struct shop_customer { int id; };")
        #expect(wrong.first?.hasPrefix("failed 4:46 ") == true)
    }

    @Test("and a snippet is not right because what is wrong stands in a header")
    func headers() async throws {
        let page =
            "```c\n#include <shop.h>\n\nint a(void);\n```\n\n```c\n#include <shop.h>\n\nint b(void) { return c; }\n```\n"
        let files = ["CMakeLists.txt": "", "include/shop.h": "flot price(void);\n"]
        #expect(
            try await compiled(page, files: files) == [
                "not assessed: the header `shop.h` does not compile: unknown type name 'flot'; did you mean 'float'?",
                "not assessed: the header `shop.h` does not compile: unknown type name 'flot'; did you mean 'float'?",
            ])
    }
}

@Suite(
    "A name that is misspelt in Rust is found",
    .enabled("not run: no bubblewrap or no rustc") { Compilers.areThere("rustc") })
struct RustSlipTests {
    @Test("where the program declares it wrongly, and the page has the name elsewhere, too")
    func declarations() async throws {
        let page = """
            ```rust
            fn main() {
                let double = |nubmer: i32| number * 2;
                double(1);
            }
            ```

            ```rust
            let number = 2;
            ```

            """
        #expect(try await compiled(page) == ["failed 3:32 `number` E0425", "passed types"])
    }
}

@Suite(
    "A name that is misspelt in Go is found",
    .enabled("not run: no bubblewrap or no go") { Compilers.areThere("go") })
struct GoSlipTests {
    @Test("where it is one of the language")
    func known() async throws {
        let wrong = try await compiled("go", "type Set[K compraable] map[K]bool")
        #expect(wrong.hasPrefix("failed 2:12 `compraable`"))
    }
}

@Suite(
    "A name that is misspelt in Java is found",
    .enabled("not run: no bubblewrap or no javac") { Compilers.areThere("javac") })
struct JavaSlipTests {
    @Test("where it is a method of the library, and not where it may be one of a newer library")
    func methods() async throws {
        #expect(try await compiled("java", "String s = \"a\".replcae('a', 'b');") == "failed 2:15 `.`")
        #expect(
            try await compiled("java", "String s = \"a\".reversedCopy();")
                == "not assessed: `reversedCopy` is not defined in it")
    }
}

@Suite(
    "A name that is misspelt in Swift is found",
    .enabled("not run: no bubblewrap or no swiftc") { Compilers.areThere("swiftc") })
struct SwiftSlipTests {
    @Test("whatever else of its page the snippet goes on with")
    func others() async throws {
        let page = """
            ```swift
            customers.append(newCustomer)
            pritn(customers.count)
            ```

            ```swift
            let customers = load()
            ```

            """
        #expect(
            try await compiled(page) == [
                "failed 3:1 `pritn`", "not assessed: `load` is not defined in it",
            ])
        #expect(
            try await compiled(page.replacing("pritn", with: "show")).first
                == "not assessed: it goes on with `customers`, which another snippet of the page declares")
    }
}
