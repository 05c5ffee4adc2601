import Markup

/// A provision should have a permanent id, since an address that follows from a position can change.
enum ProvisionWithoutIDCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.codes.flatMap { code in
      code.editions.flatMap { edition in
        edition.text.provisions.filter { !$0.isPermanent }.map { provision in
          Diagnostic(
            .warning, "provision-without-id",
            "Provision has no permanent id; its address '#\(provision.id.value)' can change",
            path: edition.path, range: provision.id.range,
            help: "add {#…} at its end, or run 'handbook ids --write'")
        }
      }
    }
  }
}
