using System.Buffers;
using ContactsFunctions.Core.Contacts;

namespace ContactsFunctions.Core.Exports;

/// <summary>Writes contacts in one format.</summary>
internal interface IContactWriter
{
    /// <summary>Writes what every page begins with.</summary>
    void WriteHead(IBufferWriter<byte> to);

    /// <summary>Writes one contact, whole lines.</summary>
    void Write(Contact contact, IBufferWriter<byte> to);
}
