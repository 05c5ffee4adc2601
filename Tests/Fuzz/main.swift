// Passes libFuzzer's input to one reader of untrusted data: `fuzz TARGET [libFuzzer's options]`.
// Only `make fuzz` builds this.

import Clibfuzzer
import Foundation

let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")
guard CommandLine.arguments.count > 1, let target = FuzzTarget(rawValue: CommandLine.arguments[1]) else {
  FileHandle.standardError.write(Data("usage: fuzz TARGET [libFuzzer's options]\ntargets: \(names)\n".utf8))
  exit(64)
}

/// The function that libFuzzer calls.
///
/// It can't capture anything.
let chosen = target

var arguments: [UnsafeMutablePointer<CChar>?] =
  ([CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)).map { strdup($0) } + [nil]
var count = Int32(arguments.count - 1)
let status = arguments.withUnsafeMutableBufferPointer { buffer in
  var pointer = buffer.baseAddress
  return LLVMFuzzerRunDriver(&count, &pointer) { data, size in
    chosen.run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
  }
}
exit(status)
