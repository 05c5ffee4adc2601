import Testing

@testable import HandbookCLI

@Suite("The address for phones")
struct NetworkInterfaceTests {
  private func preferred(_ interfaces: [(String, String)]) -> String? {
    interfaces.map { NetworkInterface(name: $0.0, address: $0.1) }.preferred?.address
  }

  @Test("The address is that of the network card, not of containers, tunnels, or the loopback interface")
  func card() {
    #expect(
      preferred([
        ("lo", "127.0.0.1"), ("docker0", "172.17.0.1"), ("br-1a2b", "172.18.0.1"), ("tun0", "10.8.0.2"),
        ("wlp3s0", "192.168.1.20"),
      ]) == "192.168.1.20")
    #expect(preferred([("custom0", "10.0.0.5"), ("en0", "192.168.0.7")]) == "192.168.0.7")
    #expect(preferred([("custom0", "172.31.0.5")]) == "172.31.0.5")
  }

  @Test(
    "The address can never be reached from the internet",
    arguments: ["8.8.8.8", "172.32.0.1", "172.15.0.1", "192.169.0.1", "11.0.0.1", "169.254.1.1", "127.0.0.1"])
  func publicAddresses(address: String) {
    #expect(preferred([("eth0", address)]) == nil)
  }

  @Test("The address is one of the system's own")
  func system() {
    #expect(NetworkInterface.all.contains { $0.address == "127.0.0.1" })
    #expect(NetworkInterface.all.allSatisfy { $0.address.split(separator: ".").count == 4 })
  }

  @Test("Without a local network, serve --lan reports that instead of serving")
  func noNetwork() throws {
    guard NetworkInterface.all.preferred == nil else {
      let preview = try RunningPreview("--lan", in: SourceFolder(soundContent))
      #expect(try preview.get("/").status == 200)
      return
    }
    let folder = try SourceFolder(soundContent)
    let outcome = try Program.run("serve", "--lan", "--port", "0", in: folder.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Can't find this computer's address in a local network"))
  }
}
