package org.shuyuan.trust;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** A family of algorithms. Both authenticate what they encrypt: GCM with a 96-bit nonce and a 128-bit tag (NIST SP 800-38D). */
public enum Suite {
    /** AES-256-GCM and HMAC-SHA-256. */
    INTERNATIONAL(1, 32) {
        @Override
        byte[] cipher(boolean encrypt, byte[] key, byte[] nonce, byte[] header, byte[] input)
                throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(header);
            return cipher.doFinal(input);
        }

        @Override
        byte[] mac(byte[] key, byte[] input) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return mac.doFinal(input);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    },

    /** SM4-GCM (GB/T 32907, mode of GB/T 36624) and HMAC-SM3 (GB/T 32905). */
    SM(2, 16) {
        @Override
        byte[] cipher(boolean encrypt, byte[] key, byte[] nonce, byte[] header, byte[] input)
                throws GeneralSecurityException {
            var cipher = GCMBlockCipher.newInstance(new SM4Engine());
            cipher.init(encrypt, new AEADParameters(new KeyParameter(key), TAG_BITS, nonce, header));
            byte[] output = new byte[cipher.getOutputSize(input.length)];
            int written = cipher.processBytes(input, 0, input.length, output, 0);
            try {
                written += cipher.doFinal(output, written);
            } catch (InvalidCipherTextException broken) {
                throw new GeneralSecurityException(broken);
            }
            return written == output.length ? output : Arrays.copyOf(output, written);
        }

        @Override
        byte[] mac(byte[] key, byte[] input) {
            HMac mac = new HMac(new SM3Digest());
            mac.init(new KeyParameter(key));
            mac.update(input, 0, input.length);
            byte[] output = new byte[mac.getMacSize()];
            mac.doFinal(output, 0);
            return output;
        }
    };

    private static final int TAG_BITS = 128;

    private final int version;
    private final int keyLength;

    Suite(int version, int keyLength) {
        this.version = version;
        this.keyLength = keyLength;
    }

    /** The first byte of what this suite seals. */
    byte version() {
        return (byte) version;
    }

    int keyLength() {
        return keyLength;
    }

    /** @throws GeneralSecurityException where something to decrypt was changed */
    abstract byte[] cipher(boolean encrypt, byte[] key, byte[] nonce, byte[] header, byte[] input)
            throws GeneralSecurityException;

    abstract byte[] mac(byte[] key, byte[] input);
}
