package dev.queuectl.store.postgres;

import static dev.queuectl.store.schema.Prepared.ADD_OUTPUT;
import static dev.queuectl.store.schema.Prepared.FORGET_OUTPUT_PARTS;
import static dev.queuectl.store.schema.Prepared.LAST_OUTPUT_PART;
import static dev.queuectl.store.schema.Prepared.OUTPUT_PARTS;
import static dev.queuectl.store.schema.Prepared.UNSTORED_OUTPUTS;

import dev.queuectl.KeptOutput;
import dev.queuectl.store.OutputStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Each part is compressed by itself, before it goes to the server.
record ServerOutputs(ServerDatabase database) implements OutputStore {
  private static final int PARTS_AT_ONCE = 16;

  @Override
  public void add(List<NewPart> parts) {
    var compressed = parts.stream().map(it -> compressed(it.part().bytes())).toList();
    database.share(
        session -> {
          for (var i = 0; i < parts.size(); i++) {
            var stream = parts.get(i).stream();
            var part = parts.get(i).part();
            session.run(
                ADD_OUTPUT,
                stream.seq(),
                stream.attempt(),
                descriptor(stream),
                part.edition(),
                part.at(),
                compressed.get(i));
          }
          return true;
        });
  }

  private static int descriptor(Stream stream) {
    return stream.stdout() ? 1 : 2;
  }

  @Override
  public List<Part> read(Stream stream, int edition, long from) {
    var number = descriptor(stream);
    return database.outside(
        session ->
            session.list(
                OUTPUT_PARTS,
                ServerOutputs::part,
                stream.seq(),
                stream.attempt(),
                number,
                stream.seq(),
                stream.attempt(),
                number,
                edition,
                from,
                PARTS_AT_ONCE));
  }

  @Override
  public Optional<Part> last(Stream stream) {
    return database.outside(
        session ->
            session.first(
                LAST_OUTPUT_PART,
                ServerOutputs::part,
                stream.seq(),
                stream.attempt(),
                descriptor(stream)));
  }

  @Override
  public void forget(Stream stream, int edition, long from, long until) {
    database.share(
        session ->
            session.run(
                FORGET_OUTPUT_PARTS,
                stream.seq(),
                stream.attempt(),
                descriptor(stream),
                edition,
                edition,
                from,
                until));
  }

  @Override
  public List<KeptOutput> unstored(int limit) {
    return database.outside(
        session ->
            session.list(
                UNSTORED_OUTPUTS,
                row ->
                    new KeptOutput(
                        row.getLong(1), row.getInt(2), row.getLong(3) > 0, row.getLong(4) > 0),
                limit));
  }

  private static Part part(ResultSet row) throws SQLException {
    return new Part(row.getInt(1), row.getLong(2), plain(row.getBytes(3)));
  }

  private static byte[] compressed(byte[] plain) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] plain(byte[] compressed) throws SQLException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new SQLException("a part of an output is damaged: " + e.getMessage(), "XX001", e);
    }
  }
}
