import Testing

@testable import Commands

@Suite("The folder in which runs keep what they have made")
struct CacheFolderTests {
    @Test("loses the folders used longest ago where all are too large together, whatever their number")
    func size() throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed(
                """
                for name in a b c d; do mkdir -p p/$name/deep && head -c 100000 /dev/zero > p/$name/deep/file; done
                ln -s / p/d/deep/link
                touch -d 2026-01-04 p/a; touch -d 2026-01-03 p/b; touch -d 2026-01-02 p/c; touch -d 2026-01-01 p/d
                """, in: folder)
            let cache = CacheFolder(path: folder)
            cache.keepNewest(upTo: 1_000_000, in: "p", besides: "p/d")
            #expect(try Shell.succeed("ls -x p", in: folder).split(separator: " ").count == 4)
            cache.keepNewest(upTo: 150_000, in: "p", besides: "p/d")
            #expect(try Shell.succeed("echo p/*", in: folder) == "p/a p/d\n")
        }
    }
}
