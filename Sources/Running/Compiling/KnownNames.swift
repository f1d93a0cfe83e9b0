/// Names that are there without being defined or taken in, as far as a slip of the fingers in one is likely.
///
/// Compilers find names of the page, and some of them name one that is like it; those of the language itself and of its
/// library they often do not.
enum KnownNames {
    static func of(_ language: String) -> Set<String> { all[language] ?? [] }

    private static let all: [String: Set<String>] = lists.mapValues {
        Set($0.split { $0.isWhitespace }.map(String.init))
    }

    private static let lists = [
        "rust": """
        String Option Result println format assert assert_eq assert_ne panic matches Iterator IntoIterator Default
        Clone ToString FnOnce FnMut eprintln unreachable unimplemented write writeln vec Some None Drop Sized
        usize isize bool print eprint todo dbg Send Sync Copy From Into AsRef AsMut Box Vec PartialEq PartialOrd
        DoubleEndedIterator ExactSizeIterator Extend TryFrom TryInto
        """,
        "java": """
        String System Integer Object Exception RuntimeException Thread Override Double Boolean Character
        StringBuilder Iterable Runnable Comparable Throwable IllegalArgumentException IllegalStateException Long
        Float Short Number Class Error Math Void Record Enum List Map Set Optional ArrayList HashMap HashSet
        LinkedList TreeMap LinkedHashMap Collection Collections Arrays Iterator Objects Random Scanner Deprecated
        SuppressWarnings FunctionalInterface SafeVarargs Stream IntStream Collectors Function Supplier Consumer
        Predicate BiFunction UnaryOperator Callable Future CompletableFuture ExecutorService Executors TimeUnit
        InputStream OutputStream IOException BufferedReader PrintStream Path Files Pattern Matcher Duration Instant
        println printf print format valueOf parseInt length charAt substring indexOf replace replaceAll equals
        hashCode toString isEmpty isBlank contains containsKey startsWith endsWith getName getClass append insert
        remove addAll putAll getOrDefault putIfAbsent computeIfAbsent entrySet keySet values iterator hasNext stream
        filter collect forEach toList sorted findFirst orElse orElseThrow isPresent ofNullable getMessage
        printStackTrace addSuppressed sleep start join interrupt nextInt nextLong isInstance isAssignableFrom
        getBytes split trim toLowerCase toUpperCase compareTo compare copyOf asList size clear close read write
        flush newLine readLine submit execute shutdown accept apply notify notifyAll wait getKey getValue
        unmodifiableList emptyList singletonList
        """,
        "go": """
        append string error close delete panic recover println float64 float32 false uint8 uint16 uint32 uint64 int8
        int16 int32 int64 complex64 complex128 comparable uintptr byte rune bool true make copy iota
        """,
        "c": """
        FILE size_t ssize_t time_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t
        uintptr_t ptrdiff_t wchar_t bool true false NULL printf fprintf sprintf snprintf malloc calloc realloc free
        memcpy memset memmove strlen strcmp strncmp strcpy strncpy strdup strchr strstr fopen fclose fread fwrite
        fputs fgets exit abort assert perror getenv
        """,
        "cpp": """
        size_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t uintptr_t ptrdiff_t nullptr_t
        printf assert
        """,
        "swift": """
        print String Bool Double Float Character Array Dictionary Optional Result Error Sequence Collection Equatable
        Hashable Comparable Codable Encodable Decodable Identifiable Sendable CustomStringConvertible Iterator
        IteratorProtocol Substring UInt8 UInt16 UInt32 UInt64 Int8 Int16 Int32 Int64 UInt Void Never AnyObject
        precondition preconditionFailure assert assertionFailure fatalError debugPrint readLine stride
        ClosedRange Range Strideable Numeric Task TaskGroup MainActor Actor ObjectIdentifier KeyPath AnyHashable
        RawRepresentable CaseIterable StringProtocol repeatElement withUnsafePointer
        """,
        "typescript": """
        console document window string number boolean Promise Array Object undefined JSON Math Record Partial Readonly
        Required Pick Omit Exclude Extract ReturnType Parameters Awaited unknown never object symbol bigint Error
        Date RegExp Symbol Iterable Iterator Generator Function String Number Boolean parseInt parseFloat setTimeout
        setInterval clearTimeout HTMLElement Event MouseEvent KeyboardEvent NonNullable InstanceType PropertyKey
        ReadonlyArray Uint8Array fetch Response Request
        """,
    ]
}
