import Dispatch

/// Runs two pieces of work at the same time, each of which may spread over all cores, and returns after both.
///
/// While one has a part that only one core can do, the other has work for the rest.
///
/// - Parameters:
///   - first: Run on another thread.
///   - second: Run on this thread.
package func together(_ first: @escaping @Sendable () -> Void, _ second: () -> Void) {
  let group = DispatchGroup()
  DispatchQueue.global().async(group: group, execute: first)
  second()
  group.wait()
}
