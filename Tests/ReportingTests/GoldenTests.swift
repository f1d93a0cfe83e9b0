import Model
import Reporting
import Testing

@Suite("Every report format writes what its golden file says")
struct GoldenTests {
    private static let options = ReportOptions(elapsed: .milliseconds(124), version: "0.1.0")
    private static let writings = ReportFormats.all.map { ($0.name, false) } + [("terminal", true)]

    @Test("the sample report gives the golden file, in whatever order it comes", arguments: writings)
    func golden(name: String, color: Bool) throws {
        let format = try #require(ReportFormats.named(name))
        var options = Self.options
        options.color = color
        let bytes = format.init(options).render(SampleReport.full)
        let golden = Files.folder + "/Goldens/" + (color ? "\(name)-color" : name) + ".txt"
        if Files.areBlessed { try Files.write(bytes, to: golden) }
        let expected = try Files.read(golden)
        #expect(
            bytes == expected,
            "\(golden) differs; if the new text is right, run `make bless` and read the difference")
        #expect(format.init(options).render(SampleReport.shuffled) == bytes)
        #expect(format.init(options).render(SampleReport.full) == bytes)
    }

    @Test("names are there once, and a name finds its format")
    func names() {
        #expect(Set(ReportFormats.all.map { $0.name }).count == ReportFormats.all.count)
        for format in ReportFormats.all {
            #expect(ReportFormats.named(format.name) == format)
            #expect(!format.summary.isEmpty)
        }
        #expect(ReportFormats.named("nothing") == nil)
    }
}
