import Testing
import Text

@Suite("Telling English from other languages")
struct EnglishTextTests {
    @Test(
        "takes English and what is too short to tell for English",
        arguments: [
            "", "Install", "Install the package with the command below and run it.", "- Set up: `x`",
            "Créme brûlée for all",
        ])
    func english(text: String) {
        #expect(EnglishText.isLikely(Array(text.utf8)))
    }

    @Test(
        "knows other languages by their little words or their letters",
        arguments: [
            "Installeer het pakket met de opdracht en voer die uit.", "Installez le paquet avec la commande.",
            "Installiere das Paket mit dem Befehl und führe es aus.",
            "Instala el paquete con la orden que se ve.",
            "Установите пакет командой.", "パッケージをインストールします。", "安装软件包。", "ثبّت الحزمة.",
        ])
    func others(text: String) {
        #expect(!EnglishText.isLikely(Array(text.utf8)))
    }

    @Test("takes any bytes")
    func anyBytes() {
        #expect(EnglishText.isLikely(Array("Any word at all".utf8) + [0x00, 0xFF, 0xC3]))
    }
}
