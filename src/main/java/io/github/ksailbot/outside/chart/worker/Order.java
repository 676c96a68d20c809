package io.github.ksailbot.outside.chart.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One release to render. On the way it is a frame: four bytes of length, then the fields in their order.
 *
 * @param chart directory of the chart
 * @param values file with the values of the release
 * @param name of the release
 * @param namespace of the release
 * @param kubeVersion of the cluster; empty for the newest that Helm knows
 * @param output bytes that the answer may have at most
 */
public record Order(String chart, String values, String name, String namespace, String kubeVersion, int output) {
    private static final int LONGEST = 1 << 20;

    public void writeTo(OutputStream stream) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(bytes);
        fields.writeUTF(chart);
        fields.writeUTF(values);
        fields.writeUTF(name);
        fields.writeUTF(namespace);
        fields.writeUTF(kubeVersion);
        fields.writeInt(output);
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(bytes.size());
        bytes.writeTo(out);
        out.flush();
    }

    static Order readFrom(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        DataInputStream fields = new DataInputStream(new ByteArrayInputStream(bytes));
        return new Order(
                fields.readUTF(),
                fields.readUTF(),
                fields.readUTF(),
                fields.readUTF(),
                fields.readUTF(),
                fields.readInt());
    }
}
