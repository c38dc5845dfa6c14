/// The way in for `java -jar`: checks the version of Java, then opens the command line. Read
/// [dev.queuectl.door.Door]; there is nothing else.
///
/// Compiled for Java 8, so it imports nothing and names no other class of QueueCTL.
package dev.queuectl.door;
