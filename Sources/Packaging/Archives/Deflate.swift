import Czlib

/// Compression and checksums for archives, with zlib.
enum Deflate {
  /// The compression level.
  enum Effort: Int32 {
    /// For files that each build creates: 4 percent larger than the best, in half the time.
    case usual = 5
    /// For files that are created once and handed out.
    case best = 9
  }

  /// Returns compressed bytes in the format of RFC 1951, without a header.
  ///
  /// The same version of zlib gives the same bytes.
  static func compressed(_ bytes: [UInt8], _ effort: Effort = .best) -> [UInt8] {
    var stream = z_stream()
    let started = deflateInit2_(
      &stream, effort.rawValue, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard started == Z_OK else { preconditionFailure("zlib accepts these settings") }
    defer { deflateEnd(&stream) }
    var input = bytes
    return [UInt8](unsafeUninitializedCapacity: Int(deflateBound(&stream, UInt(bytes.count)))) {
      buffer, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        guard deflate(&stream, Z_FINISH) == Z_STREAM_END else {
          preconditionFailure("the output has room for as many bytes as deflateBound returned")
        }
      }
      count = Int(stream.total_out)
    }
  }

  /// Returns the bytes that were compressed by ``compressed(_:_:)``, or `nil` if the input has another
  /// format.
  static func expanded(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      return nil
    }
    defer { inflateEnd(&stream) }
    var input = bytes
    var result: [UInt8] = []
    return input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      var status = Z_OK
      while status == Z_OK {
        result += [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
          stream.next_out = buffer.baseAddress
          stream.avail_out = UInt32(buffer.count)
          status = inflate(&stream, Z_NO_FLUSH)
          count = buffer.count - Int(stream.avail_out)
        }
      }
      return status == Z_STREAM_END ? result : nil
    }
  }

  /// Returns the CRC-32 that archives use to check their files.
  ///
  /// - Parameter earlier: The checksum of the preceding blocks.
  static func checksum(_ bytes: [UInt8], after earlier: UInt32 = 0) -> UInt32 {
    // zlib treats a call without bytes as the start of a new checksum.
    guard !bytes.isEmpty else { return earlier }
    return UInt32(
      truncatingIfNeeded: bytes.withUnsafeBufferPointer { crc32_z(UInt(earlier), $0.baseAddress, $0.count) })
  }
}
