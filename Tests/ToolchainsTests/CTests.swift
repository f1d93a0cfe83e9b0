import Model
import Testing
import Toolchains

@Suite(
    "C and C++",
    .enabled(
        if: Toolbox.isThere("clang") || Toolbox.isThere("gcc"),
        "not run, because neither clang nor gcc is installed"))
struct CTests {
    @Test(
        "are taken as a file and as parts, with names and macros that only headers know",
        arguments: [
            (
                "c",
                "#include <curl/curl.h>\n\nint main(void)\n{\n  CURL *curl = curl_easy_init();\n  return 0;\n}\n",
                "file"
            ),
            (
                "c", "if(curl) {\n  printf(\"%\" PRIu64 \"\\n\", n);\n  x = *(curl_t *)p;\n}\n",
                "function body"
            ),
            ("c", "unsigned flag : 1;\nchar name[32];\nif_t (*f)(int);\n", "members of a type"),
            ("c", "int feed(char *handle, int size)\n", "signature"),
            ("c", "int (PyObject *self, Py_buffer *view, int flags);\n", "type of a function"),
            ("c", "Py_DEPRECATED(3.8) PyAPI_FUNC(int) Py_OldFunction(void);\n", "file"),
            ("cpp", "class parse_error : public exception;\n", "file"),
            ("c", "#ifdef A\nint f(int a) {\n#else\nint f(void) {\n#endif\n  return 1;\n}\n", "file"),
            (
                "c++",
                "#include <vector>\n\nint main() {\n  std::vector<bool> v = {true};\n  auto r = R\"x())\")x\";\n  int n = 1'000;\n}\n",
                "file"
            ),
            (
                "cpp",
                "int main() {\n  FOREACH(x)\n  call(x);\n  each_of(list, x)\n    call(x);\n  auto f = [](int a) {\n    return a;\n  };\n}\n",
                "file"
            ),
            ("c", "int a = ...\nint b = 2;\n", "file"),
            ("c", "DWORD WINAPI\nrun(void *a)\n{\n  b(a);\n}\n", "function body"),
            ("cpp", "class MockTurtle : public Turtle {\n  MOCK_METHOD(int, a, (), (const));\n};\n", "file"),
            ("cpp", "using namespace testing;\nusing testing::_;\n", "file"),
            ("cpp", "Type a(int b)\nType c(int d)\n", "file"),
            ("cpp", "using ::testing::Field;\n...\nField(&Foo::number, Ge(3))\n", "file"),
            (
                "cpp",
                "void f(std::string a) {\n  a = R\"(\n(\n)\";\n  std::cout << a\n            << '\\n';\n}\n",
                "file"
            ),
            ("cpp", "for (auto& [k, v] : map) {\n  fmt::print(\"{}\", k);\n}\n", "function body"),
        ])
    func passes(_ label: String, _ code: String, _ expected: String) async {
        #expect(await form(label, code) == expected)
    }

    @Test(
        "are wrong where the parser stops, or where a bracket or quote has no partner",
        arguments: [
            ("c", "int f(int a) {\n  return a +;\n}\n", "2:13"), ("c", "int a = 1\nint b = 2;\n", "1:10"),
            ("c", "CURL *a;\ncurl_setopt(a, CURLOPT_URL;\n", "2:12"),
            ("cpp", "std::vector<bool> a = {1;\nstd::string b;\n", "1:23"),
            ("c", "int main(void) {\n  CURL *curl = curl_easy_init()\n  if(curl) {\n  }\n}\n", "2:31 likely"),
            ("cpp", "int main() {\n  std::vector<json> v = read(1);\n  v.sort()\n}\n", "3:10 likely"),
            ("cpp", "for (auto i = a.begin() i != a.end(); ++i) {\n  std::cout << *i;\n}\n", "1:1 likely"),
            ("cpp", "std::string name = json::get(1);\nretrun name;\n", "2:1 likely"),
            ("cpp", "json a\nb >> a;\n", "1:6 likely"), ("cpp", "json a(1)\nb >> a;\n", "1:9 likely"),
            ("cpp", "json a;\nb >> a\n", "2:6 likely"),
            ("cpp", "bool erase(key_type key)\nbool erase(iterator first);\n", "1:24 likely"),
            (
                "cpp",
                "template <class T>\nbool is(T&& key) const\n\n// two\ntemplate <class T>\nbool is(const T& key) const;\n",
                "2:18 possible"
            ),
            ("cpp", "if (!ok) {\n  std::cerr << \"no\" << std::endl\n}\n", "2:29 likely"),
            ("cpp", "class A : public B {\n  json a;\n  C d() const override\n};\n", "3:15 likely"),
            ("cpp", "using json = nlohmann::json\njson a = {{1, 2}};\n", "1:24 likely"),
            ("c", "int main(void)\n{\n  CURLcode result\n  result = run(1);\n}\n", "3:12 likely"),
            ("cpp", "fmt::print(\"a);\nint b = 1;\n", "1:12"), ("cpp", "struct A {\n  int b\n};\n", "2:8"),
        ])
    func faults(_ label: String, _ code: String, _ expected: String) async {
        #expect(await failure(label, code) == expected)
    }

    @Test("take in no other file")
    func takesInNothing() async {
        #expect(
            await form(
                "c", "#include \"/etc/passwd\"\n#embed </dev/zero>\n#inc\\\nlude \"/etc/passwd\"\nint a;\n")
                == "file")
    }
}
