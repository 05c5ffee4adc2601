/// Why a request is not answered with what it asks for.
package enum Refusal: Error, Sendable, Hashable {
  /// It is no request of HTTP/1, or one that could be read in two ways.
  case malformed
  /// Its head is longer than ``RequestHead/maximumLength``.
  case headTooLong
  /// Its address is longer than ``RequestTarget/maximumLength``.
  case addressTooLong
  /// Its version is neither 1.0 nor 1.1.
  case unknownVersion
  /// Its address could be read in two ways, or leads out of the site.
  case unsafeAddress
  /// It names another host, as it does when a foreign name was made to lead to this computer.
  case foreignHost
  /// A page of another site asked for it.
  case foreignOrigin
  /// It wants to do something other than read.
  case method
  /// It brings a body.
  case body
  /// All connections are taken by pages that are open.
  case busy

  /// The status of the reply.
  ///
  /// Source: RFC 9110, section 15; RFC 6585, section 5.
  package var status: Int {
    switch self {
    case .malformed, .unsafeAddress: 400
    case .foreignHost, .foreignOrigin: 403
    case .method: 405
    case .body: 413
    case .addressTooLong: 414
    case .headTooLong: 431
    case .busy: 503
    case .unknownVersion: 505
    }
  }

  /// What the person who sees the reply is told.
  package var explanation: String {
    switch self {
    case .malformed: "This is not a request of HTTP/1.1."
    case .headTooLong: "The head of the request is too long."
    case .addressTooLong: "The address is too long."
    case .unknownVersion: "The preview speaks HTTP/1.0 and HTTP/1.1."
    case .unsafeAddress: "The preview does not follow this address."
    case .foreignHost:
      "The preview answers to 127.0.0.1 and localhost with its own port, and to no other name."
    case .foreignOrigin: "Another site asked for this page. Write the address of the preview yourself."
    case .method: "The preview is only read: GET and HEAD."
    case .body: "The preview takes no body."
    case .busy: "Too many pages of the preview are open. Close some."
    }
  }
}
